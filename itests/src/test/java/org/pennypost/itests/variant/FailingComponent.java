// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.variant;

/** What {@link JarVariant#failing} makes of a bundle's components. */
public final class FailingComponent {
    /** Always fails. */
    public FailingComponent() {
        throw new IllegalStateException("this variant cannot start");
    }
}
