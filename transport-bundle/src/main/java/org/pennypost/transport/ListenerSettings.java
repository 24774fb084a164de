// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** conf/listener-NAME.cfg. */
@ObjectClassDefinition(name = "Listener", description = "A port on which a protocol is spoken; one file for each.")
public @interface ListenerSettings {
    /** Name. */
    @AttributeDefinition(description = "The protocol: imap, pop3, or what another bundle brings.")
    String protocol();

    /** Port. */
    @AttributeDefinition(description = "The port; 0: off.", min = "0", max = "65535", type = AttributeType.INTEGER)
    int port() default 0;

    /** Address. */
    @AttributeDefinition(description = "The address to listen on; * for all.")
    String bind() default "127.0.0.1";

    /** When TLS begins. */
    @AttributeDefinition(
            description = "none: clear only; starttls: clear until the client asks for TLS; implicit: TLS at once.",
            options = {@Option("none"), @Option("starttls"), @Option("implicit")})
    String tls() default "starttls";

    /** File. */
    @AttributeDefinition(
            description = "The PEM file with the certificate, its issuers behind it. If this file and the key are both"
                    + " missing, a certificate of one's own is made.")
    String certificate() default "${pennypost.home}/data/tls/fullchain.pem";

    /** File. */
    @AttributeDefinition(description = "The PEM file with the private key, RSA or EC, without a password.")
    String key() default "${pennypost.home}/data/tls/privkey.pem";

    /** Folder. */
    @AttributeDefinition(
            description =
                    "A folder with more certificates, each in a folder of its own as fullchain.pem and privkey.pem;"
                            + " a client who asks for a name (SNI) gets the one that is good for it, or whose folder has that"
                            + " name. Read again when files change. Empty: none.")
    String certificates() default "${pennypost.home}/data/tls";

    /** Filter. */
    @AttributeDefinition(description = "An LDAP filter that chooses extensions by name; empty: all.")
    String extensions() default "";

    /** Number. */
    @AttributeDefinition(
            description = "The most connections through this listener.",
            min = "1",
            max = "1000000",
            type = AttributeType.INTEGER)
    int max$_$connections() default 10000;

    /** Number. */
    @AttributeDefinition(
            description = "The most connections through this listener from one address.",
            min = "1",
            max = "1000000",
            type = AttributeType.INTEGER)
    int max$_$per$_$address() default 2000;

    /** Networks. */
    @AttributeDefinition(
            description =
                    "Networks of proxies, separated by commas, such as 10.0.0.0/8, fd00::/8, 127.0.0.1. Who connects"
                            + " from there must begin with a PROXY header, version 1 or 2, and counts by the address in it; a"
                            + " header from elsewhere closes the connection.")
    String proxy() default "";
}
