// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.plugin.ListenerReport;
import org.pennypost.api.store.MailStore;
import org.pennypost.itests.ServerProcess;

/** The shipped bundle list resolves, everything starts, and the doors are open. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ContainerIT {
    /** what the launcher's class path gives to bundles */
    private static final String[] LIBRARIES = Stream.concat(
                    Stream.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")
                            .flatMap(name -> Stream.of(name + ";version=2.0.20", name + ";version=1.7.36")),
                    Stream.of("org.osgi.service.cm;version=1.6.1", "org.osgi.service.log;version=1.5.0"))
            .toArray(String[]::new);

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] distribution() throws IOException {
        Path home = Files.createTempDirectory("container-");
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("data"));
        List<Integer> ports = ServerProcess.freePorts(4);
        int listener = 0;
        for (Path file : sorted(ServerProcess.DISTRIBUTION.resolve("conf"))) {
            String text = Files.readString(file);
            if (file.getFileName().toString().startsWith("listener-")) {
                text = text.replaceAll("(?m)^port *=.*$", "port = " + ports.get(listener++));
            }
            Files.writeString(conf.resolve(file.getFileName().toString()), text);
        }
        List<Option> options = new ArrayList<>(List.of(
                frameworkProperty("pennypost.home").value(home.toString()),
                frameworkProperty("pennypost.distribution").value(ServerProcess.DISTRIBUTION.toString()),
                systemPackages(LIBRARIES),
                frameworkProperty(Constants.FRAMEWORK_BOOTDELEGATION).value("sun.*"),
                frameworkProperty("felix.fileinstall.dir").value(conf.toString()),
                frameworkProperty("felix.fileinstall.filter").value(".*\\.cfg"),
                frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                frameworkProperty("felix.fileinstall.enableConfigSave").value("false"),
                systemProperty("pax.exam.invoker").value("junit"),
                frameworkStartLevel(60),
                systemTimeout(60_000)));
        for (Path level : sorted(ServerProcess.DISTRIBUTION.resolve("bundle"))) {
            for (Path jar : sorted(level)) {
                options.add(bundle(jar.toUri().toString())
                        .startLevel(Integer.parseInt(level.getFileName().toString())));
            }
        }
        for (Path jar : sorted(Path.of(System.getProperty("pennypost.exam")))) {
            options.add(bundle(jar.toUri().toString()).startLevel(10));
        }
        return options.toArray(Option[]::new);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    public void everyBundleIsActive() {
        List<String> others = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getState())
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    public void noComponentHasFailed() {
        ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
        List<String> failed = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add(component.name + ": " + configuration.failure);
                }
            }
        }
        assertEquals(List.of(), failed);
    }

    @Test
    public void theServicesOfTheHouseAreThere() {
        for (Class<?> type :
                List.of(Login.class, Sessions.class, MailStore.class, Authenticator.class, ListenerReport.class)) {
            assertNotNull(type.getName(), context.getServiceReference(type));
        }
    }

    @Test
    public void bothProtocolsAreThere() throws Exception {
        Collection<ServiceReference<Protocol>> references = context.getServiceReferences(Protocol.class, null);
        Set<String> names = new TreeSet<>();
        for (ServiceReference<Protocol> reference : references) {
            names.add(context.getService(reference).name());
        }
        assertEquals(Set.of("imap", "pop3"), names);
    }

    @Test
    public void doorsInClearGreet() throws IOException {
        for (ListenerReport.ListenerState listener :
                service(ListenerReport.class).listeners()) {
            assertEquals(listener.name(), "", listener.problem());
            if (!listener.tls().equals("implicit")) {
                String greeting = greeting(listener.address());
                assertTrue(greeting, greeting.startsWith(listener.protocol().equals("imap") ? "* OK " : "+OK "));
            }
        }
    }

    private static String greeting(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(10_000);
            return lines.readLine();
        }
    }

    private <S> S service(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        assertNotNull(type.getName(), reference);
        return context.getService(reference);
    }
}
