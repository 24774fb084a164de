// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM, in base64, written with the JDK's own PBKDF2. */
final class ScramClient {
    private final String bits;
    private final String user;
    private final String password;
    private String expected = "";

    /** Makes a client of SHA-1 or SHA-256. */
    ScramClient(String bits, String user, String password) {
        this.bits = bits;
        this.user = user;
        this.password = password;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** Returns the first message; a name of somebody to act for may be given. */
    String first(String actFor) {
        return base64(header(actFor) + "n=" + user + ",r=clientnonce");
    }

    private static String header(String actFor) {
        return "n," + (actFor.isEmpty() ? "" : "a=" + actFor) + ",";
    }

    /** Returns the last message. */
    String last(String actFor, String challenge) throws GeneralSecurityException {
        String server = plain(challenge);
        String[] fields = server.split(",");
        byte[] salt = Base64.getDecoder().decode(fields[1].substring(2));
        int rounds = Integer.parseInt(fields[2].substring(2));
        int length = bits.equals("1") ? 160 : 256;
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, length))
                .getEncoded();
        byte[] key = mac(salted, "Client Key");
        byte[] stored = MessageDigest.getInstance("SHA-" + bits).digest(key);
        String without = "c=" + base64(header(actFor)) + "," + fields[0];
        String said = "n=" + user + ",r=clientnonce," + server + "," + without;
        byte[] signature = mac(stored, said);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        expected = "v=" + Base64.getEncoder().encodeToString(mac(mac(salted, "Server Key"), said));
        return base64(without + ",p=" + Base64.getEncoder().encodeToString(key));
    }

    /** Returns what the server must say to prove itself. */
    String expected() {
        return base64(expected);
    }

    private byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(key, "HmacSHA" + bits));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
