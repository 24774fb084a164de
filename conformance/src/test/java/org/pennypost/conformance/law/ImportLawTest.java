// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.law;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.security.Security;
import java.util.List;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.pennypost.conformance.law.House.Room;

/** The import law of docs/architecture.md, over the compiled classes of every bundle. */
class ImportLawTest {
    private static final String MINA = "org.apache.mina..";

    static List<Room> bundles() {
        return House.BUNDLES;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleNamesTheApiAndItsOwnLibrariesOnly(Room room) {
        check(classes()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.mayName()));
    }

    @Test
    void theApiNamesNothingButTheJdkAndInItsNetPackageMinasBuffer() {
        check(classes()
                .that()
                .resideInAPackage("org.pennypost.api..")
                .and()
                .resideOutsideOfPackage("org.pennypost.api.net..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(House.apiMayName()));
        check(noClasses()
                .that()
                .resideInAPackage("org.pennypost.api.net..")
                .should()
                .dependOnClassesThat(DescribedPredicate.<JavaClass>alwaysTrue()
                        .and(JavaClass.Predicates.resideInAPackage(MINA))
                        .and(JavaClass.Predicates.resideOutsideOfPackage("org.apache.mina.core.buffer"))));
    }

    @Test
    void aProtocolNamesMinaInOnePackage() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.pennypost.imap..", "org.pennypost.pop3..")
                .and()
                .resideOutsideOfPackages("org.pennypost.imap.mina..", "org.pennypost.pop3.mina..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(MINA));
    }

    @Test
    void packagesFormATree() {
        slices().matching("org.pennypost.(**)").should().beFreeOfCycles().check(House.shipped());
    }

    @Test
    void wireKnowsNothingOfSessions() {
        check(noClasses()
                .that()
                .resideInAPackage("..wire..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Session"));
    }

    /** In admin and deploy OSGi is the subject; everywhere else only the component knows its container. */
    @Test
    void onlyComponentsNameOsgi() {
        check(noClasses()
                .that(House.inBundles())
                .and()
                .resideOutsideOfPackages("org.pennypost.admin..", "org.pennypost.deploy..")
                .and(DescribedPredicate.not(component()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osgi.framework..", "org.osgi.service.component..", "org.osgi.util.tracker.."));
    }

    @Test
    void onlyRegistriesBindServicesThatComeAndGo() {
        check(methods()
                .that()
                .areAnnotatedWith(Reference.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Registry"));
    }

    @Test
    void nothingKeepsAnOldClassLoaderAlive() {
        check(noClasses()
                .that(House.inBundles())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("javax.management..")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "IoSession attributes or global JCE providers",
                        call -> call.getTargetOwner().isAssignableTo(IoSession.class)
                                        && call.getName().contains("Attribute")
                                || call.getTargetOwner().isEquivalentTo(Security.class)
                                        && call.getName().matches("(add|insert|remove)Provider.*"))));
    }

    @Test
    void bundlesPrintNothing() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .allowEmptyShould(true)
                .check(House.shipped().that(House.inBundles()));
    }

    @Test
    void namesSayWhatIsSpecial() {
        check(noClasses()
                .should()
                .haveNameMatching(
                        ".*[.$]((Abstract|Base|Default|Common)[A-Z]\\w*|\\w*(Impl|Manager|Helper|Utils?|Common))"));
    }

    private static DescribedPredicate<JavaClass> component() {
        return DescribedPredicate.describe(
                "components and what is nested in them",
                type -> type.isAnnotatedWith(Component.class)
                        || type.getEnclosingClass().map(component()::test).orElse(false));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(House.shipped());
    }
}
