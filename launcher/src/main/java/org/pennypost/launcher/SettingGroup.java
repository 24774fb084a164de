// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.List;

/**
 * The settings of one component: one Metatype object class.
 *
 * @param pid the PID or factory PID: FILE of conf/FILE.cfg, or what stands before its first '-'
 * @param factory one configuration file per instance?
 * @param title a short name for people
 * @param description sentences for people
 * @param settings in the order of the metatype
 */
record SettingGroup(String pid, boolean factory, String title, String description, List<Setting> settings) {
    SettingGroup {
        settings = List.copyOf(settings);
    }
}
