// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** The framework's own messages, in our log and not on standard output. */
final class FelixLog extends org.apache.felix.framework.Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("felix");

    @Override
    @SuppressWarnings("rawtypes")
    protected void doLog(Bundle bundle, ServiceReference reference, int level, String message, Throwable thrown) {
        doLog(level, bundle == null ? message : bundle + ": " + message, thrown);
    }

    @Override
    protected void doLog(int level, String message, Throwable thrown) {
        switch (level) {
            case LOG_ERROR -> LOG.error(message, thrown);
            case LOG_WARNING -> LOG.warn(message, thrown);
            case LOG_INFO -> LOG.info(message, thrown);
            default -> LOG.debug(message, thrown);
        }
    }
}
