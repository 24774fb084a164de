// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.law;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/** The classes that ship, read once for all law tests, and the table of rooms. */
final class House {
    private static final List<String> ANYWHERE =
            List.of("java..", "javax..", "jdk..", "com.sun.nio.file..", "org.slf4j..");
    private static final List<String> DECLARATIONS = List.of("org.jspecify..", "org.osgi.annotation..");
    private static final String MINA = "org.apache.mina..";
    private static final String BOUNCY_CASTLE = "org.bouncycastle..";
    private static final String MIME4J = "org.apache.james.mime4j..";

    /** Every bundle but core-api, with the libraries its own duty needs. */
    static final List<Room> BUNDLES = List.of(
            new Room("transport", List.of(MINA)),
            new Room("imap", List.of(MINA, MIME4J)),
            new Room("pop3", List.of(MINA)),
            new Room("core", List.of()),
            new Room("maildir", List.of()),
            new Room("memory", List.of()),
            new Room("auth.file", List.of(BOUNCY_CASTLE)),
            new Room("communigate", List.of(BOUNCY_CASTLE)),
            new Room("admin", List.of("org.apache.felix.service.command..")),
            new Room("deploy", List.of("org.apache.felix.fileinstall..")));

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.pennypost")
            .that(resideInAPackage("org.pennypost.testkit..")
                    .or(resideInAPackage("org.pennypost.conformance.."))
                    .negate());

    private House() {}

    static JavaClasses shipped() {
        return SHIPPED;
    }

    /** What a class of the API may name, besides itself and, in net, MINA's buffer. */
    static String[] apiMayName() {
        return concat(List.of("java..", "org.pennypost.api.."), DECLARATIONS, List.of());
    }

    static DescribedPredicate<JavaClass> inBundles() {
        return resideInAPackage("org.pennypost.api..")
                .or(resideInAPackage("org.pennypost.launcher.."))
                .negate()
                .as("classes of bundles");
    }

    private static String[] concat(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toArray(String[]::new);
    }

    /** One bundle: its root package below org.pennypost and the libraries it may name. */
    record Room(String subject, List<String> libraries) {
        String packages() {
            return "org.pennypost." + subject + "..";
        }

        String[] mayName() {
            List<String> ours = List.of(packages(), "org.pennypost.api..", "org.osgi..", "org.jspecify..");
            return concat(ours, ANYWHERE, libraries);
        }

        @Override
        public String toString() {
            return subject;
        }
    }
}
