// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the command line over each configuration on its way to a component, also after a live edit, so that nothing is written back.
 * A value of a file that its metatype does not allow never reaches a component: the last good one (else the default) holds and the
 * log says so; a listener that never had a good one stays off.
 */
final class OverridesPlugin implements ConfigurationPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(OverridesPlugin.class);

    private final SettingIndex index;
    private final Overrides overrides;
    private final String home;
    private final Map<String, String> good = new HashMap<>();
    private final Map<String, String> reported = new HashMap<>();

    /**
     * A plugin for one run.
     *
     * @param home what the variable pennypost.home stands for in a value of the command line; FileInstall does the files
     */
    OverridesPlugin(SettingIndex index, Overrides overrides, Path home) {
        this.home = home.toString();
        this.index = index;
        this.overrides = overrides;
    }

    @Override
    public synchronized void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        String file = file(properties);
        overrides.of(file).forEach((name, value) -> properties.put(name, value.replace("${pennypost.home}", home)));
        for (String name : index.names(file)) {
            Setting setting = index.setting(file, name).orElseThrow();
            if (properties.get(name) instanceof String value) {
                check(file, setting, value.strip(), properties);
            }
        }
    }

    private void check(String file, Setting setting, String value, Dictionary<String, Object> properties) {
        String key = file + "." + setting.name();
        if (setting.allows(value)) {
            good.put(key, value);
            properties.put(setting.name(), value);
            return;
        }
        String kept = good.get(key);
        if (!value.equals(reported.put(key, value))) {
            LOG.error(
                    "conf/{}.cfg: {} cannot be {}; allowed: {}; {}",
                    file,
                    setting.name(),
                    value,
                    setting.allowed(),
                    instead(file, kept));
        }
        if (kept != null) {
            properties.put(setting.name(), kept);
        } else {
            properties.remove(setting.name());
            if (SettingIndex.pid(file).equals("listener")) {
                properties.put("port", "0");
            }
        }
    }

    private static String instead(String file, @Nullable String kept) {
        if (kept != null) {
            return "it stays " + kept;
        }
        return SettingIndex.pid(file).equals("listener") ? "the listener stays off" : "its default holds";
    }

    /** FILE of conf/FILE.cfg: FileInstall notes the file; without it the PID tells. */
    private static String file(Dictionary<String, Object> properties) {
        if (properties.get("felix.fileinstall.filename") instanceof String uri && uri.endsWith(".cfg")) {
            return SettingIndex.file(Path.of(uri.substring(uri.lastIndexOf('/') + 1)));
        }
        return String.valueOf(properties.get(Constants.SERVICE_PID)).replace('~', '-');
    }
}
