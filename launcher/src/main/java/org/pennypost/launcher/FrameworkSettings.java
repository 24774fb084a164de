// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationPlugin;

/** The properties Felix and its bundles start with. */
final class FrameworkSettings {
    private static final String SLF4J =
            packages("2.0.20", "org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")
                    + ","
                    // Some bundles of others still import [1.7,2).
                    + packages("1.7.36", "org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi");
    private static final String OSGI =
            packages("1.6.1", "org.osgi.service.cm") + "," + packages("1.5.0", "org.osgi.service.log");
    private static final String POLL_MILLIS = "500";
    private static final String LONG_UNBIND_MILLIS = "60000";

    private FrameworkSettings() {}

    static Map<String, Object> of(Home home) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("pennypost.home", home.path().toString());
        settings.put("pennypost.distribution", home.distribution().toString());
        settings.put(Constants.FRAMEWORK_STORAGE, home.data().resolve("felix").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "50");
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SLF4J + "," + OSGI);
        settings.put("felix.cache.locking", "false");
        settings.put("felix.log.logger", new FelixLog());
        settings.put("ds.lock.timeout.milliseconds", LONG_UNBIND_MILLIS);
        settings.put("ds.stop.timeout.milliseconds", LONG_UNBIND_MILLIS);
        settings.put("ds.loglevel", "warn");
        settings.put("felix.fileinstall.dir", home.conf().toString());
        settings.put("felix.fileinstall.filter", ".*\\.cfg");
        settings.put("felix.fileinstall.poll", POLL_MILLIS);
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.disableConfigSave", "true");
        settings.put("felix.fileinstall.subdir.mode", "skip");
        settings.put(
                "felix.fileinstall.tmpdir",
                home.data().resolve("felix").resolve("fileinstall").toString());
        settings.put("felix.fileinstall.log.level", "1");
        settings.put("felix.fileinstall.log.default", "jul");
        return settings;
    }

    static Dictionary<String, Object> pluginProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ConfigurationPlugin.CM_RANKING, 500);
        return properties;
    }

    private static String packages(String version, String... names) {
        StringBuilder list = new StringBuilder();
        for (String name : names) {
            list.append(list.isEmpty() ? "" : ",")
                    .append(name)
                    .append(";version=")
                    .append(version);
        }
        return list.toString();
    }
}
