// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslExchange.Step;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.auth.Secrets;
import org.pennypost.core.login.SaslPrep;

/** The examples of the RFCs, and what must not pass. */
class MechanismsTest {
    private static final byte[] SALT = Base64.getDecoder().decode("QSXCR+Q6sek8bf92");
    private static final Secrets PENCIL =
            Secrets.NONE.withPassword("pencil".getBytes(UTF_8)).withSalt(SALT);
    private static final String FIRST = "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL";
    private static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";
    private static final String PROOF = "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=";

    private static SaslExchange sha1() {
        return new ScramMechanism(ScramHash.SHA_1, () -> 4096, () -> "3rfcNHYJY1ZVvWVs7j").start();
    }

    private static String said(Step step) {
        return step instanceof Step.Challenge challenge ? new String(challenge.octets(), UTF_8) : step.toString();
    }

    private static Step next(SaslExchange exchange, String text) {
        return exchange.next(text.getBytes(UTF_8));
    }

    private static Step looked(Step step, Secrets secrets) {
        return ((Step.Lookup) step).then().apply(secrets);
    }

    /** RFC 5802 §5. */
    @Test
    void scramSha1() {
        SaslExchange exchange = sha1();
        Step.Lookup lookup = (Step.Lookup) next(exchange, FIRST);
        assertThat(lookup.user()).isEqualTo("user");
        assertThat(lookup.actFor()).isEmpty();
        assertThat(said(lookup.then().apply(PENCIL))).isEqualTo("r=" + NONCE + ",s=QSXCR+Q6sek8bf92,i=4096");
        assertThat(said(next(exchange, "c=biws,r=" + NONCE + "," + PROOF))).isEqualTo("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
        assertThat(next(exchange, "")).isEqualTo(new Step.Proven());
    }

    /** RFC 7677 §3. */
    @Test
    void scramSha256() {
        SaslExchange exchange =
                new ScramMechanism(ScramHash.SHA_256, () -> 4096, () -> "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0").start();
        Secrets secrets = Secrets.NONE
                .withPassword("pencil".getBytes(UTF_8))
                .withSalt(Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));
        assertThat(said(looked(next(exchange, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"), secrets)))
                .isEqualTo("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(said(next(
                        exchange,
                        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")))
                .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
        assertThat(next(exchange, "")).isEqualTo(new Step.Proven());
    }

    @Test
    void keysThatAreKeptServeAsThePasswordDoes() {
        ScramKeys keys = ScramHash.SHA_1.keys("pencil".getBytes(UTF_8), SALT, 4096);
        SaslExchange exchange = sha1();
        assertThat(said(looked(
                        next(exchange, FIRST), Secrets.NONE.withScram(keys).withSalt(new byte[16]))))
                .isEqualTo("r=" + NONCE + ",s=QSXCR+Q6sek8bf92,i=4096");
        assertThat(said(next(exchange, "c=biws,r=" + NONCE + "," + PROOF))).startsWith("v=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7k,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "c=eSws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=w0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=AAAA",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=",
            })
    void anotherProofNonceOrBindingIsNone(String last) {
        SaslExchange exchange = sha1();
        looked(next(exchange, FIRST), PENCIL);
        assertThat(next(exchange, last)).isEqualTo(new Step.Failed());
        assertThat(next(exchange, "")).isInstanceOf(Step.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "n,,n=user",
                "n,,n=,r=abc",
                "n,,n=user,r=",
                "n,,n=us=er,r=abc",
                "n,,n=user,r=a b",
                "x,,n=user,r=abc",
                "p=tls-unique,,n=user,r=abc",
                "n,x,n=user,r=abc",
                "n,,m=ext,n=user,r=abc",
            })
    void whatIsNoFirstMessageIsMalformed(String first) {
        assertThat(next(sha1(), first)).isInstanceOf(Step.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c=biws", "c=biws,p=AAAA", "r=x,c=biws,p=AAAA", "c=biws,r=x,p=!"})
    void whatIsNoFinalMessageIsMalformed(String last) {
        SaslExchange exchange = sha1();
        looked(next(exchange, FIRST), PENCIL);
        assertThat(next(exchange, last)).isInstanceOf(Step.Malformed.class);
    }

    @Test
    void namesAreUnescapedAndOneMayActForAnother() {
        Step.Lookup lookup = (Step.Lookup) next(sha1(), "y,a=b=2Cc,n=a=3Db=2Cc,r=abc");
        assertThat(lookup.user()).isEqualTo("a=b,c");
        assertThat(lookup.actFor()).isEqualTo("b,c");
    }

    /** RFC 2195 §2. */
    @Test
    void cramMd5() {
        CramMd5Mechanism mechanism = new CramMd5Mechanism(() -> "<1896.697170952@postoffice.reston.mci.net>");
        Secrets password = Secrets.NONE.withPassword("tanstaaftanstaaf".getBytes(UTF_8));
        Secrets states = Secrets.NONE.withCramMd5(HmacMd5.states("tanstaaftanstaaf".getBytes(UTF_8)));
        for (Secrets secrets : new Secrets[] {password, states}) {
            SaslExchange exchange = mechanism.start();
            assertThat(said(next(exchange, ""))).isEqualTo("<1896.697170952@postoffice.reston.mci.net>");
            Step.Lookup lookup = (Step.Lookup) next(exchange, "tim b913a602c7eda7a495b4e6e7334d3890");
            assertThat(lookup.user()).isEqualTo("tim");
            assertThat(lookup.then().apply(secrets)).isEqualTo(new Step.Proven());
            assertThat(lookup.then().apply(Secrets.NONE)).isEqualTo(new Step.Failed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tim",
                "tim b913",
                " b913a602c7eda7a495b4e6e7334d3890",
                "tim x913a602c7eda7a495b4e6e7334d3890"
            })
    void whatIsNoDigestIsMalformed(String answer) {
        SaslExchange exchange = new CramMd5Mechanism(new Random(1)).start();
        assertThat(said(next(exchange, ""))).matches("<[0-9]+\\.[0-9]+@[a-z]+>");
        assertThat(next(exchange, answer)).isInstanceOf(Step.Malformed.class);
    }

    /** The JDK's own HMAC-MD5 says the same, for lengths around the borders of a block. */
    @Test
    void hmacFromStatesIsHmac() throws Exception {
        for (int length : new int[] {1, 55, 56, 63, 64, 65, 119, 120, 200}) {
            byte[] key = new byte[length];
            byte[] text = new byte[length];
            new Random(length).nextBytes(key);
            new Random(length + 1).nextBytes(text);
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacMD5");
            mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacMD5"));
            assertThat(HmacMd5.of(HmacMd5.states(key), text)).isEqualTo(mac.doFinal(text));
        }
    }

    @Test
    void loginAsksTwice() {
        SaslExchange exchange = new LoginMechanism().start();
        assertThat(said(next(exchange, ""))).isEqualTo("Username:");
        assertThat(said(next(exchange, "tim"))).isEqualTo("Password:");
        Step.Password password = (Step.Password) next(exchange, "tan staaf");
        assertThat(password.credentials().user()).isEqualTo("tim");
        assertThat(password.credentials().password()).isEqualTo("tan staaf".getBytes(UTF_8));
    }

    /** RFC 4013 §3. */
    @Test
    void saslPrep() {
        assertThat(SaslPrep.query("I\u00ADX")).contains("IX");
        assertThat(SaslPrep.query("user")).contains("user");
        assertThat(SaslPrep.query("USER")).contains("USER");
        assertThat(SaslPrep.query("\u00AA")).contains("a");
        assertThat(SaslPrep.query("\u2168")).contains("IX");
        assertThat(SaslPrep.query("\u0007")).isEmpty();
        assertThat(SaslPrep.query("\u0627\u0031")).isEmpty();
        assertThat(SaslPrep.query("a\u00A0b")).contains("a b");
    }
}
