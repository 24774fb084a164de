// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which section of an RFC a command, item or rule implements. The build checks each against docs/rfc/index.tsv. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@Repeatable(Rfc.List.class)
public @interface Rfc {
    /** The number, such as 9051. */
    int number();

    /** The section, such as {@code 6.4.5}. */
    String section();

    /** Several citations. */
    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
    @interface List {
        /** The citations. */
        Rfc[] value();
    }
}
