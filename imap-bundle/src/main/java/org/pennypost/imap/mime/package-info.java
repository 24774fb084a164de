// SPDX-License-Identifier: Apache-2.0
/**
 * What a message is made of: pure functions over octets, no session and no store.
 *
 * <p>Where to start:
 *
 * <ul>
 *   <li>{@link org.pennypost.imap.mime.MimeSummary#of} reads a message once and keeps what FETCH asks for again and
 *       again: {@code envelope()}, {@code body()} and {@code bodyStructure()} in wire form (without the item's name), and
 *       the {@code layout()}, i.e. where every part lies. {@code encode()} and {@code decode()} turn it into a memo value.
 *   <li>{@link org.pennypost.imap.mime.Section#of} reads what stands between the brackets of {@code BODY[...]};
 *       {@link org.pennypost.imap.mime.Section#find} turns it, with a layout, into {@link
 *       org.pennypost.imap.mime.SectionData}: ranges of the message, cut by {@code slice} for {@code <o.n>}. Empty means
 *       that there is no such part: answer NIL.
 *   <li>{@link org.pennypost.imap.mime.UsualFields} keeps the header fields that mail programs list mailboxes with, in a
 *       memo value of their own: it answers most {@code HEADER.FIELDS} and header searches without the message.
 *   <li>{@link org.pennypost.imap.mime.MimeScanner#scan} gives the full {@link org.pennypost.imap.mime.MimePart} tree.
 *   <li>{@link org.pennypost.imap.mime.HeaderBlock} gives decoded header fields and the day of Date for SEARCH, {@link
 *       org.pennypost.imap.mime.TextSearch} looks for strings in decoded header and body text.
 * </ul>
 *
 * <p>Nothing here throws because of what a message contains, and everything takes time linear in its length. What the
 * source of octets throws passes through. No class keeps state between calls; values are immutable and may be shared.
 *
 * <p>Where the RFCs leave room we answer as Dovecot does, because mail programs have met that most: a missing domain is
 * {@code "MISSING_DOMAIN"}, RFC 2231 continuations are joined but stay percent-encoded under {@code name*}, text without
 * charset gets {@code us-ascii}. A multipart without a usable boundary is shown as {@code text/plain}, so that it can be
 * read; parts nested too deeply are {@code application/octet-stream}.
 */
@NullMarked
package org.pennypost.imap.mime;

import org.jspecify.annotations.NullMarked;
