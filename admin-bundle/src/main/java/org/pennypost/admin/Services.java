// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Services as they are at this moment. What is returned is used at once and not kept. */
final class Services {
    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    /**
     * Returns the service of highest ranking.
     *
     * @throws IllegalStateException if there is none
     */
    <S> S one(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (service == null) {
            throw new IllegalStateException("not there at this moment: " + type.getSimpleName());
        }
        context.ungetService(reference);
        return service;
    }

    /** Returns all services, in order of ranking. */
    <S> List<S> all(Class<S> type) {
        try {
            Collection<ServiceReference<S>> references = context.getServiceReferences(type, null);
            List<ServiceReference<S>> sorted = new ArrayList<>(references);
            sorted.sort((one, other) -> other.compareTo(one));
            List<S> services = new ArrayList<>();
            for (ServiceReference<S> reference : sorted) {
                S service = context.getService(reference);
                if (service != null) {
                    services.add(service);
                    context.ungetService(reference);
                }
            }
            return services;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
