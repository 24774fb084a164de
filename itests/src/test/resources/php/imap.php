<?php
// SPDX-License-Identifier: Apache-2.0
// PHP's imap extension (the UW c-client) against an INBOX that holds the five letters of ../mail:
// php imap.php USER IMAP IMAPS POP3 POP3S CERTIFICATE MAILDIR
// After STARTTLS that library asks for TLS 1.0 only, which no server offers any more: so in clear and by implicit TLS.
declare(strict_types=1);

[, $user, $imap, $imaps, $pop3, $pop3s, $certificate, $maildir] = $argv;

set_error_handler(function (int $level, string $what): bool {
    if (error_reporting() & $level) {
        fail($what);
    }
    return true;
});

function fail(string $what): never
{
    $from = debug_backtrace();
    fwrite(STDERR, $what . "\n" . implode("\n", array_map(fn ($call) => ($call['file'] ?? '') . ':' . ($call['line'] ?? ''), $from)) . "\n");
    exit(1);
}

function same(mixed $expected, mixed $got): void
{
    if ($expected !== $got) {
        fail('expected ' . var_export($expected, true) . ', got ' . var_export($got, true));
    }
    // whatever the library did not like, but that one may log in without TLS on loopback
    $complaints = preg_grep('/insecure server advertised AUTH=PLAIN/', array_merge(imap_errors() ?: [], imap_alerts() ?: []), PREG_GREP_INVERT);
    if ($complaints) {
        fail(implode("\n", $complaints));
    }
}

function drop(string $name): void
{
    global $maildir;
    file_put_contents("$maildir/tmp/$name", "From: late@example.org\nSubject: late\n\nwhile open\n");
    rename("$maildir/tmp/$name", "$maildir/new/$name");
}

function open(string $door, int $options = 0): IMAP\Connection
{
    global $user;
    $opened = imap_open($door, $user, 'secret', $options, 1);
    same(true, $opened instanceof IMAP\Connection);
    return $opened;
}

$server = "{localhost:$imap/imap/notls}";
$inbox = open($server . 'INBOX');
$check = imap_check($inbox);
same([5, 'imap'], [$check->Nmsgs, $check->Driver]);
same(5, imap_num_recent($inbox));
same([1, 2, 3, 4, 5], array_map(fn ($one) => $one->uid, imap_fetch_overview($inbox, '1:*')));

$letter = imap_headerinfo($inbox, 2);
same('Grüße aus Köln', iconv_mime_decode($letter->subject, 0, 'UTF-8'));
same('joerg', $letter->from[0]->mailbox);
same(['team', 'bob', 'carl', null], array_map(fn ($one) => $one->mailbox ?? null, $letter->cc));
same('<plain@example.org>', $letter->in_reply_to);
same(1111, (int) $letter->Size);

$mixed = imap_fetchstructure($inbox, 2);
same([TYPEMULTIPART, 'MIXED', 2], [$mixed->type, $mixed->subtype, count($mixed->parts)]);
same(['PLAIN', 'HTML'], array_map(fn ($part) => $part->subtype, $mixed->parts[0]->parts));
same(['CSV', ENCBASE64, 'attachment'], [$mixed->parts[1]->subtype, $mixed->parts[1]->encoding, strtolower($mixed->parts[1]->disposition)]);
same("Stadt;Grad\nKöln;7\nZürich;5\n", imap_base64(imap_fetchbody($inbox, 2, '2', FT_PEEK)));
same('Schöne Grüße, the table is attached.', trim(imap_qprint(imap_fetchbody($inbox, 2, '1.1', FT_PEEK))));
$inside = imap_fetchstructure($inbox, 3)->parts[1];
same(['RFC822', 'ALTERNATIVE'], [$inside->subtype, $inside->parts[0]->subtype]);
same('The inner text.', trim(imap_fetchbody($inbox, 3, '2.1', FT_PEEK)));
same(true, str_contains(imap_fetchmime($inbox, 3, '2.2', FT_PEEK), 'text/html'));
same("Ein sch\xf6ner Gru\xdf in Latin-1.\r\n", imap_body($inbox, 4, FT_PEEK));
same(true, str_starts_with(imap_fetchheader($inbox, 4), "From: Eva <eva@example.org>\r\n"));
same(0, imap_fetch_overview($inbox, '1')[0]->seen);

same([1], imap_search($inbox, 'BODY "The needle"'));
same([2], imap_search($inbox, 'SUBJECT "Köln"', SE_FREE, 'UTF-8'));
same([2], imap_search($inbox, 'SINCE "5 Nov 2000" UNSEEN BODY "table"', SE_UID) ?: []);
same([5, 2, 3, 4, 1], imap_sort($inbox, SORTSUBJECT, false, 0));
same(true, count(imap_thread($inbox)) > 0);

$folder = 'Php/Gr&APYA3w-e';
same(true, imap_createmailbox($inbox, $server . $folder));
same(true, imap_subscribe($inbox, $server . $folder));
same([$server . $folder], imap_lsub($inbox, $server, '*'));
same(true, imap_mail_copy($inbox, '1,2', $folder));
same(true, imap_mail_move($inbox, '3', $folder, CP_UID));
same(true, imap_expunge($inbox));
same(4, imap_num_msg($inbox));
same(true, imap_setflag_full($inbox, '1', '\\Flagged \\Answered'));
same(true, imap_clearflag_full($inbox, '1', '\\Answered'));
same(['F', ' '], [imap_headerinfo($inbox, 1)->Flagged, imap_headerinfo($inbox, 1)->Answered]);
same(true, imap_append($inbox, $server . $folder, "Subject: from PHP\r\n\r\n" . str_repeat("line\r\n", 20_000), '\\Draft \\Seen', '02-Jan-2026 03:04:05 +0000'));
$status = imap_status($inbox, $server . $folder, SA_ALL);
same([4, 3, 5], [$status->messages, $status->unseen, $status->uidnext]);
same(true, imap_delete($inbox, '4'));
same(true, imap_undelete($inbox, '4'));
same(true, imap_expunge($inbox));
same(true, imap_renamemailbox($inbox, $server . $folder, $server . 'Php/new'));
same(true, in_array($server . 'Php/new', imap_list($inbox, $server, '*'), true));
same(true, imap_reopen($inbox, $server . 'Php/new', OP_READONLY));
same([4], imap_search($inbox, 'SEEN'));
same(120_021, imap_fetch_overview($inbox, '4')[0]->size);
same(true, imap_reopen($inbox, $server . 'INBOX'));

$before = imap_num_msg($inbox);
drop('1800000000.M1P1.php');
for ($end = time() + 30; imap_num_msg($inbox) === $before && time() < $end; imap_ping($inbox)) {
    usleep(200_000);
}
same(5, imap_num_msg($inbox));
same(true, imap_close($inbox));

$tls = open("{localhost:$imaps/imap/ssl}INBOX", OP_READONLY);
same(5, imap_num_msg($tls));
imap_close($tls);
foreach (["{localhost:$pop3/pop3/notls}INBOX", "{localhost:$pop3s/pop3/ssl}INBOX"] as $door) {
    $pop = open($door);
    same(5, imap_num_msg($pop));
    same('plain', imap_headerinfo($pop, 1)->subject);
    same(true, str_contains(imap_body($pop, 1), "\r\n.a dot at the beginning\r\n"));
    same(4, count(array_unique(array_map(fn ($number) => imap_uid($pop, $number), [1, 2, 3, 4]))));
    same(true, imap_delete($pop, '5'));
    same(true, imap_undelete($pop, '5'));
    imap_close($pop, CL_EXPUNGE);
}
$refused = @imap_open("{localhost:$imaps/imap/ssl}INBOX", $user, 'wrong', 0, 1);
if ($refused !== false || !str_contains(implode(' ', imap_errors() ?: []), 'Name or password is wrong')) {
    fail('the refusal does not arrive');
}
echo "all is well\n";
