// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of IMAP, file {@code conf/imap.cfg}. */
@ObjectClassDefinition(name = "IMAP", description = "The IMAP protocol, for all its listeners.")
@interface ImapConfig {
    @AttributeDefinition(
            name = "channels",
            description = "Most connections over all IMAP listeners; 0 closes the listeners and lets sessions end.",
            min = "0",
            max = "1000000")
    int channels() default 10_000;

    @AttributeDefinition(
            name = "append-limit",
            description = "Most octets of a message that a client may append.",
            min = "1024")
    long append$_$limit() default 104_857_600;

    @AttributeDefinition(
            name = "drop-limit",
            description =
                    "Most octets of a literal that is refused and sent all the same; above it the connection ends.",
            min = "8192")
    long drop$_$limit() default 65_536;

    @AttributeDefinition(
            name = "line-limit",
            description = "Most octets of a command before login, its last CR included; a longer one is answered BAD.",
            min = "1024",
            max = "1048576")
    int line$_$limit() default 65_536;

    @AttributeDefinition(
            name = "command-limit",
            description =
                    "Most octets of a command after login, messages not counted; a longer one is answered BAD. Long UID sets need it.",
            min = "8192",
            max = "4194304")
    int command$_$limit() default 262_144;

    @AttributeDefinition(
            name = "literal-limit",
            description = "Most octets of a literal that is no message; a longer one is answered NO [TOOBIG].",
            min = "1024",
            max = "1048576")
    int literal$_$limit() default 8_192;

    @AttributeDefinition(
            name = "literals",
            description = "Most literals in one command; the next one is answered NO [LIMIT].",
            min = "16",
            max = "1024")
    int literals() default 256;

    @AttributeDefinition(
            name = "nesting-limit",
            description = "Most levels of SEARCH keys inside each other; a deeper one is answered BAD.",
            min = "5",
            max = "200")
    int nesting$_$limit() default 50;

    @AttributeDefinition(
            name = "search-keys",
            description = "Most keys of one SEARCH; with more it is answered NO [LIMIT].",
            min = "16",
            max = "100000")
    int search$_$keys() default 1_000;

    @AttributeDefinition(
            name = "keyword-length",
            description = "Most octets of a keyword (flag) that a client sets; a longer one is answered NO [LIMIT].",
            min = "20",
            max = "200")
    int keyword$_$length() default 100;

    @AttributeDefinition(
            name = "saved-limit",
            description =
                    "Most ranges of UIDs that a session keeps of a SEARCH RETURN (SAVE); above it NO [NOTSAVED]. 8 octets each.",
            min = "1",
            max = "10000000")
    int saved$_$limit() default 65_536;

    @AttributeDefinition(
            name = "idle-timeout",
            description = "Seconds without traffic after which a session ends; RFC 9051 asks for at least 1800.",
            min = "60")
    int idle$_$timeout() default 1_800;

    @AttributeDefinition(
            name = "login-timeout",
            description = "Seconds without traffic after which a connection ends if nobody has logged in.",
            min = "10")
    int login$_$timeout() default 180;

    @AttributeDefinition(
            name = "idle-notify",
            description =
                    "Seconds between two lines that tell a client in IDLE that the server is still there; 0 for none.",
            min = "0",
            max = "1800")
    int idle$_$notify() default 120;

    @AttributeDefinition(
            name = "id",
            description =
                    "What the server tells of itself when a client asks by ID (RFC 2971): field=value, separated by commas, such as"
                            + " name=Pennypost, support-url=mailto:postmaster@example.org; empty for nothing.")
    String id() default "name=Pennypost";

    @AttributeDefinition(
            name = "mailboxes",
            description = "Most mailboxes of a user, and most names that are only subscribed; above it NO [LIMIT].",
            min = "10",
            max = "1000000")
    int mailboxes() default 10_000;

    @AttributeDefinition(
            name = "mailbox-depth",
            description = "Most levels of mailboxes inside each other that a client may make; above it NO [LIMIT].",
            min = "1",
            max = "100")
    int mailbox$_$depth() default 30;

    @AttributeDefinition(
            name = "mailbox-name",
            description =
                    "Most octets (UTF-8) of the whole name of a mailbox that a client makes; above it NO [LIMIT].",
            min = "32",
            max = "1000")
    int mailbox$_$name() default 1_000;

    @AttributeDefinition(
            name = "bad-commands",
            description = "How many commands that are none a client may send before he has logged in.",
            min = "1")
    int bad$_$commands() default 3;

    @AttributeDefinition(
            name = "hold",
            description =
                    "Milliseconds during which commands wait for an extension that has left, because it may be updated.",
            min = "0",
            max = "60000")
    int hold() default 2_000;

    @AttributeDefinition(
            name = "log-level",
            description = "What is logged of IMAP, each step with those before it: faults; failures; logins and ends of"
                    + " sessions; problems; lines of the protocol without secrets; the link. mail:levels changes it for"
                    + " one run or one session.",
            options = {
                @Option("crashes-only"),
                @Option("failures"),
                @Option("major"),
                @Option("problems"),
                @Option("low-level"),
                @Option("all-info")
            })
    String log$_$level() default "problems";
}
