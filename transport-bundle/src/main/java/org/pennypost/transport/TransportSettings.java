// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** conf/transport.cfg. */
@ObjectClassDefinition(name = "Transport", description = "What all listeners share.")
public @interface TransportSettings {
    /** Threads for steps. */
    @AttributeDefinition(
            description = "Threads that run commands; 0: four per core, at least 8.",
            min = "0",
            max = "1024",
            type = AttributeType.INTEGER)
    int workers() default 0;

    /** Seconds. */
    @AttributeDefinition(
            description = "Seconds after which a connection is closed whose client does not read what is sent.",
            min = "1",
            max = "3600",
            type = AttributeType.INTEGER)
    int write$_$stall() default 60;

    /** Seconds. */
    @AttributeDefinition(
            description = "Seconds that sessions wait for another version of their protocol before they are closed.",
            min = "1",
            max = "3600",
            type = AttributeType.INTEGER)
    int protocol$_$away() default 60;

    /** Seconds. */
    @AttributeDefinition(
            description = "Seconds that a protocol which leaves may take to end what it is doing.",
            min = "1",
            max = "50",
            type = AttributeType.INTEGER)
    int grace() default 10;

    /** Seconds. */
    @AttributeDefinition(
            description = "Seconds that a TLS handshake may take, and the header of a proxy before it.",
            min = "1",
            max = "600",
            type = AttributeType.INTEGER)
    int handshake() default 30;

    /** KiB. */
    @AttributeDefinition(
            description = "KiB that a session may have waiting to be sent; for connections that are made afterwards.",
            min = "32",
            max = "16384",
            type = AttributeType.INTEGER)
    int write$_$window() default 256;

    /** KiB. */
    @AttributeDefinition(
            description = "KiB that may wait to be handled before reading pauses; for connections that are made"
                    + " afterwards.",
            min = "288",
            max = "16384",
            type = AttributeType.INTEGER)
    int read$_$window() default 288;

    /** Number. */
    @AttributeDefinition(
            description = "Clients of a listener who may wait at a time to be told that they are one too many, in TLS"
                    + " after their handshake; more are closed without a word.",
            min = "0",
            max = "100000",
            type = AttributeType.INTEGER)
    int refusals() default 64;

    /** Seconds. */
    @AttributeDefinition(
            description = "Seconds that a step of a command may take without a sign of life before its connection is"
                    + " closed and another thread takes its place.",
            min = "1",
            max = "3600",
            type = AttributeType.INTEGER)
    int step() default 30;
}
