// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.ServiceReference;
import org.xml.sax.SAXException;

class OverridesTest {
    private static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="a" name="Listener" description="An address to listen on.">
                <AD id="port" type="Integer" default="1143" min="0" max="65535" required="true"/>
                <AD id="bind" type="String" default="127.0.0.1" required="true"/>
                <AD id="tls" type="String" default="none" required="true">
                  <Option label="none" value="none"/>
                  <Option label="implicit" value="implicit"/>
                </AD>
              </OCD>
              <OCD id="b" name="IMAP" description="">
                <AD id="channels" type="Integer" default="1000" min="0" required="true"/>
                <AD id="literal-plus" type="Boolean" default="true" required="true"/>
              </OCD>
              <Designate factoryPid="listener"><Object ocdref="a"/></Designate>
              <Designate pid="imap"><Object ocdref="b"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path conf;

    private SettingIndex index;

    @BeforeEach
    void index() throws IOException, SAXException {
        Files.writeString(conf.resolve("mail.cfg"), "location = maildir:x\n");
        for (String file : List.of("imap", "listener-imap", "listener-imaps", "listener-pop3", "listener-pop3s")) {
            Files.createFile(conf.resolve(file + ".cfg"));
        }
        List<SettingGroup> groups =
                MetatypeReader.parse(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
        index = SettingIndex.of(groups, Home.list(conf, "*.cfg"), conf);
    }

    @Test
    void optionsNameFilesAndSettings() {
        Overrides overrides = overrides(
                "--imap",
                "1",
                "--pop3s=0",
                "--bind",
                "::1",
                "--mail-location",
                "maildir:~/M",
                "--set",
                "imap.channels=5");
        assertThat(overrides.of("listener-imap")).containsEntry("port", "1").containsEntry("bind", "::1");
        assertThat(overrides.of("listener-imaps")).containsOnlyKeys("bind");
        assertThat(overrides.of("listener-pop3s")).containsEntry("port", "0");
        assertThat(overrides.of("mail")).containsEntry("location", "maildir:~/M");
        assertThat(overrides.of("imap")).containsEntry("channels", "5");
    }

    @ParameterizedTest
    @CsvSource({
        "imap.chanels=3, near: imap.channels",
        "imp.channels=3, near: imap.channels",
        "imap.channels=-1, 'allowed: a whole number, at least 0'",
        "imap.channels=many, 'allowed: a whole number, at least 0'",
        "imap.literal-plus=yes, 'allowed: true, false'",
        "listener-imap.tls=maybe, 'allowed: none, implicit'",
        "listener-imap.port=65536, 'allowed: a whole number, 0 to 65535'",
        "channels=3, write --set FILE.NAME=VALUE",
        "imap.channels, write --set FILE.NAME=VALUE"
    })
    void mistakesSayWhatWasMeant(String set, String hint) {
        assertThatThrownBy(() -> overrides("--set", set))
                .isInstanceOfSatisfying(
                        ExitException.class, e -> assertThat(e.code()).isEqualTo(2))
                .hasMessageContaining(hint);
    }

    @Test
    void optionsWinOverTheFileAlsoAfterAnEdit() {
        OverridesPlugin plugin = new OverridesPlugin(index, overrides("--imap", "2143"), conf);
        assertThat(delivered(plugin, "listener~imap", "port", "1143")).containsEntry("port", "2143");
        assertThat(delivered(plugin, "listener~imap", "port", "999")).containsEntry("port", "2143");
        assertThat(delivered(plugin, "listener~imaps", "port", "1993")).containsEntry("port", "1993");
    }

    @Test
    void aWrongValueKeepsTheLastGoodOne() {
        OverridesPlugin plugin = new OverridesPlugin(index, overrides(), conf);
        assertThat(delivered(plugin, "imap", "channels", "lots")).doesNotContainKey("channels");
        assertThat(delivered(plugin, "imap", "channels", " 12 ")).containsEntry("channels", "12");
        assertThat(delivered(plugin, "imap", "channels", "lots")).containsEntry("channels", "12");
    }

    @Test
    void aListenerThatWasNeverRightStaysOff() {
        OverridesPlugin plugin = new OverridesPlugin(index, overrides(), conf);
        assertThat(delivered(plugin, "listener~imap", "tls", "perhaps"))
                .containsEntry("port", "0")
                .doesNotContainKey("tls");
    }

    private Overrides overrides(String... args) {
        return Overrides.of(
                Arguments.parse(List.of(args), "imap", "imaps", "pop3", "pop3s", "bind", "mail-location", "set"),
                index);
    }

    @SuppressWarnings("NullAway")
    private static Hashtable<String, Object> delivered(OverridesPlugin plugin, String pid, String name, String value) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("service.pid", pid);
        properties.put(name, value);
        ServiceReference<?> nobody = null;
        plugin.modifyConfiguration(nobody, (Dictionary<String, Object>) properties);
        return properties;
    }
}
