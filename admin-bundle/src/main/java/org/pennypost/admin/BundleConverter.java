// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import java.util.Arrays;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes a bundle of its number or symbolic name, so that Felix's own commands ({@code stop 15}) can be typed. */
@Component
public final class BundleConverter implements Converter {
    private final BundleContext context;

    /** Makes the converter. */
    @Activate
    public BundleConverter(BundleContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object convert(Class<?> type, Object value) {
        if (type != Bundle.class) {
            return null;
        }
        String text = value.toString();
        return Arrays.stream(context.getBundles())
                .filter(bundle ->
                        text.equals(Long.toString(bundle.getBundleId())) || text.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable CharSequence format(Object target, int level, Converter escape) {
        return null;
    }
}
