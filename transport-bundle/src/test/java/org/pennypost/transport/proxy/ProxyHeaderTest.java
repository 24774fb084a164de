// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers as HAProxy's proxy-protocol.txt describes them. */
class ProxyHeaderTest {
    static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static ProxyHeader read(byte[] octets) throws ProxyHeader.Wrong {
        return ProxyHeader.read(octets, octets.length);
    }

    private static byte[] line(String text) {
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\\r\\n', /192.0.2.7:56324, /198.51.100.1:143",
        "'PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\\r\\n',"
                + " /255.255.255.255:65535, /255.255.255.255:65535",
        "'PROXY TCP6 2001:db8::1 2001:db8::2 1 0\\r\\n'," + " '/[2001:db8:0:0:0:0:0:1]:1', '/[2001:db8:0:0:0:0:0:2]:0'",
    })
    void readsVersionOne(String text, String client, String server) throws Exception {
        ProxyHeader header = read(line(text));
        assertThat(header.length()).isEqualTo(line(text).length);
        assertThat(header.ends().client()).hasToString(client);
        assertThat(header.ends().server()).hasToString(server);
    }

    @ParameterizedTest
    @CsvSource({"'PROXY UNKNOWN\\r\\n'", "'PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\\r\\n'"})
    void whoseClientIsUnknownSpeaksForItself(String text) throws Exception {
        ProxyHeader header = read(line(text + "rest"));
        assertThat(header.ends()).isNull();
        assertThat(header.length()).isEqualTo(line(text).length);
    }

    @ParameterizedTest
    @CsvSource({
        "'a1 NOOP\\r\\n', expected a PROXY header",
        "'PROXYTCP4', expected a PROXY header",
        "'PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\\n', expected CRLF",
        "'PROXY TCP4 192.0.2.7\\rx', expected LF",
        "'PROXY UDP4 192.0.2.7 198.51.100.1 56324 143\\r\\n', 'expected TCP4, TCP6 or UNKNOWN'",
        "'PROXY TCP4 192.0.2.7 198.51.100.1 56324\\r\\n', expected two addresses",
        "'PROXY TCP4  192.0.2.7 198.51.100.1 56324 143\\r\\n', expected two addresses",
        "'PROXY TCP4 192.0.2 198.51.100.1 56324 143\\r\\n', expected an address of IPv4",
        "'PROXY TCP4 localhost 198.51.100.1 56324 143\\r\\n', expected an address of IPv4",
        "'PROXY TCP4 2001:db8::1 2001:db8::2 1 1\\r\\n', expected an address of IPv4",
        "'PROXY TCP4 256.0.2.1 198.51.100.1 56324 143\\r\\n', expected an address of IPv4",
        "'PROXY TCP6 192.0.2.7 198.51.100.1 56324 143\\r\\n', expected an address of IPv6",
        "'PROXY TCP6 fe80::1%eth0 2001:db8::2 1 1\\r\\n', expected an address of IPv6",
        "'PROXY TCP4 192.0.2.7 198.51.100.1 65536 143\\r\\n', expected a port",
        "'PROXY TCP4 192.0.2.7 198.51.100.1 -1 143\\r\\n', expected a port",
        "'PROXY TCP4 192.0.2.7 198.51.100.1 007 143\\r\\n', expected a port",
    })
    void saysWhatIsWrongInVersionOne(String text, String reason) {
        assertThatThrownBy(() -> read(line(text)))
                .isInstanceOf(ProxyHeader.Wrong.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aLineEndsWithin107Octets() throws Exception {
        String most = "PROXY UNKNOWN " + "x".repeat(91) + "\r\n";
        assertThat(most).hasSize(107);
        assertThat(read(line(most)).length()).isEqualTo(107);
        assertThatThrownBy(() -> read(line("PROXY UNKNOWN " + "x".repeat(92) + "\r\n")))
                .hasMessageContaining("within 107");
    }

    private static byte[] hex(String... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(SIGNATURE));
        for (String part : parts) {
            out.writeBytes(HexFormat.of().parseHex(part));
        }
        return out.toByteArray();
    }

    @Test
    void readsVersionTwo() throws Exception {
        // With TLVs behind the addresses: SSL (0x20) that claims TLS 1.3, and NOOP (0x04).
        String ssl = "20000f" + "01" + "00000000" + "210007" + "544c5376312e33";
        byte[] whole = hex("2111", "0021", "c0000207", "c6336401", "dc04", "008f", ssl, "040000");
        ProxyHeader header = read(whole);
        assertThat(header.ends().client()).hasToString("/192.0.2.7:56324");
        assertThat(header.ends().server()).hasToString("/198.51.100.1:143");
        assertThat(header.length()).isEqualTo(whole.length);
        String one = "20010db8000000000000000000000001";
        assertThat(read(hex("2121", "0024", one, one, "0001", "0002")).ends().client())
                .hasToString("/[2001:db8:0:0:0:0:0:1]:1");
    }

    @ParameterizedTest
    @CsvSource({"2000,0000", "2011,000c", "2100,0003", "2131,00d8", "20ff,0002"})
    void localAndUnspecifiedSpeakForThemselves(String command, String size) throws Exception {
        byte[] octets = hex(command, size);
        int length = 16 + Integer.parseInt(size, 16);
        ProxyHeader header = read(Arrays.copyOf(octets, length));
        assertThat(header.ends()).isNull();
        assertThat(header.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "1111, 000c, version 2",
        "2211, 000c, version 2",
        "2112, 000c, expected a stream",
        "2151, 000c, expected a stream",
        "2111, 000b, expected two addresses",
        "2121, 0023, expected two addresses",
        "2111, 2001, no more than 8192",
        "2111, ffff, no more than 8192",
    })
    void saysWhatIsWrongInVersionTwo(String command, String size, String reason) {
        byte[] octets = Arrays.copyOf(hex(command, size), 16 + 0x2000);
        assertThatThrownBy(() -> read(octets))
                .isInstanceOf(ProxyHeader.Wrong.class)
                .hasMessageContaining(reason);
    }

    @Test
    void longTlvsAreTakenUpToTheLimit() throws Exception {
        assertThat(read(Arrays.copyOf(hex("2111", "2000"), 16 + ProxyHeader.MOST))
                        .length())
                .isEqualTo(16 + ProxyHeader.MOST);
    }

    @Test
    void waitsWhileTooLittleHasCome() throws Exception {
        byte[][] headers = {
            line("PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n"),
            hex("2111", "000c", "c0000207", "c6336401", "dc04", "008f")
        };
        for (byte[] header : headers) {
            for (int count = 0; count < header.length; count++) {
                assertThat(ProxyHeader.read(header, count)).as("after " + count).isNull();
            }
            assertThat(read(header)).isNotNull();
        }
    }

    @Test
    void garbageIsAnsweredAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            byte[] input = i % 2 == 0 ? octets : hex(HexFormat.of().formatHex(octets));
            if (i % 4 == 3 && octets.length > 2) {
                input[12] = 0x21;
                input[13] = 0x11;
                input[14] = 0;
            }
            try {
                ProxyHeader header = read(input);
                assertThat(header == null || header.length() <= input.length)
                        .as("seed " + seed)
                        .isTrue();
            } catch (ProxyHeader.Wrong e) {
                assertThat(e.getMessage()).as("seed " + seed).startsWith("expected");
            }
        }
    }
}
