# SPDX-License-Identifier: Apache-2.0
# Perl's Mail::IMAPClient and Net::POP3 against an INBOX that holds the five letters of ../mail:
# perl imap.pl USER IMAP IMAPS POP3 POP3S CERTIFICATE MAILDIR
use strict;
use warnings FATAL => 'all';
use utf8;
use Encode qw(decode);
use IO::Socket::SSL;
use Mail::IMAPClient;
use Mail::IMAPClient::BodyStructure;
use Net::POP3;
use Test::More;

my ($user, $imap, $imaps, $pop3, $pop3s, $certificate, $maildir) = @ARGV;
my $wire = '';
binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

sub client {
    open(my $debug, '>>', \$wire) or die $!;
    return Mail::IMAPClient->new(
        Server => 'localhost', User => $user, Password => 'secret', Uid => 1, Peek => 1, Timeout => 30,
        Debug => 1, Debug_fh => $debug, @_
    ) || BAIL_OUT("cannot connect: $@\n$wire");
}

my $client = client(Port => $imap, Starttls => [ SSL_ca_file => $certificate, SSL_verifycn_name => 'localhost' ]);
isa_ok($client->Socket, 'IO::Socket::SSL', 'after STARTTLS');
ok($client->imap4rev1, 'IMAP4rev1');
ok($client->has_capability($_), $_) for qw(IDLE UIDPLUS MOVE);
is($client->separator, '/', 'separator');

ok($client->select('INBOX'), 'select');
is_deeply([ $client->messages ], [ 1 .. 5 ], 'messages');
is($client->message_count('INBOX'), 5, 'message_count');
is($client->unseen_count, 5, 'unseen_count');
is($client->subject(1), 'plain', 'subject');
is($client->message_string(1), slurp("$maildir/cur"), 'message_string is what lies in the file');
like($client->body_string(1), qr/^\.a dot at the beginning\r$/m, 'body_string');
is(length($client->message_string(5)), $client->size(5), 'size');
is($client->parse_headers(4, 'To')->{To}[0], 'undisclosed-recipients:;', 'parse_headers');

my $structure = $client->get_bodystructure(2);
is_deeply([ $structure->parts ], [ qw(1 1.1 1.2 2) ], 'parts');
is_deeply([ map { lc($_->bodysubtype) } $structure->bodystructure ], [ qw(alternative plain html csv) ], 'types of the parts');
my $forward = $client->get_bodystructure(3);
my ($inner) = grep { lc($_->bodytype) eq 'message' } $forward->bodystructure;
is($inner->envelopestruct->subject, 'inside', 'envelope of the letter inside');
is($inner->envelopestruct->from->[0]->mailboxname, 'deep', 'its author');
my $envelope = $client->get_envelope(2);
is(decode('MIME-Header', $envelope->subject), 'Grüße aus Köln', 'get_envelope');
is_deeply([ $envelope->to_addresses ], [ 'Anna, the reader <anna@example.org>' ], 'to_addresses');
like($client->bodypart_string(3, '2.1'), qr/^The inner text\./, 'bodypart_string');
is($client->bodypart_string(1, 'TEXT', 5, 2), 'plain', 'bodypart_string of a range');
my $hash = $client->fetch_hash('RFC822.SIZE', 'INTERNALDATE', 'FLAGS', 'BODY.PEEK[HEADER.FIELDS (SUBJECT)]');
is_deeply([ sort keys %$hash ], [ 1 .. 5 ], 'fetch_hash');
is($hash->{5}{'BODY[HEADER.FIELDS (SUBJECT)]'}, "Subject: A red square\r\n\r\n", 'header fields');

is_deeply([ $client->search('SUBJECT', 'Fwd') ], [3], 'search');
is_deeply([ $client->search('BODY', 'The needle') ], [1], 'search with words');
is_deeply([ $client->since('05-Nov-2000') ], [ 1 .. 5 ], 'since');
is_deeply([ $client->sentbefore('04-Nov-2026') ], [ 1, 2 ], 'sentbefore');
is_deeply([ $client->search('CHARSET', 'UTF-8', 'SUBJECT', "K\xc3\xb6ln") ], [2], 'search by a literal in UTF-8');

my $folder = 'Perl/&APY-konomie';
ok($client->create($folder), 'create');
ok($client->exists($folder), 'exists');
ok($client->subscribe($folder), 'subscribe');
is_deeply([ $client->subscribed ], [$folder], 'subscribed');
is($client->copy($folder, 1, 2), '1,2', 'copy tells the new UIDs');
is($client->move($folder, 3), '3', 'move tells the new UID');
ok($client->expunge, 'expunge');
is_deeply([ $client->messages ], [ 1, 2, 4, 5 ], 'what was moved is gone');
ok($client->set_flag('Flagged', 1), 'set_flag');
ok($client->store(2, '+FLAGS.SILENT', '($Todo)'), 'store');
ok($client->see(4), 'see');
is_deeply([ $client->seen ], [4], 'seen');
ok((grep { $_ eq '\\Flagged' } $client->flags(1)), 'flags');
is($client->append_string($folder, "Subject: from Perl\r\n\r\nappended\r\n", '\Seen \Draft', '02-Jan-2026 03:04:05 +0000'), 4, 'append_string');
ok($client->delete_message(5), 'delete_message');
ok($client->expunge, 'expunge');
ok((grep { /MESSAGES 4/ } $client->status($folder, 'MESSAGES')), 'status');
ok($client->rename($folder, 'Perl/new'), 'rename');
is_deeply([ sort grep { /^(INBOX|Perl)/ } $client->folders ], [ sort grep { /^(INBOX|Perl)/ } 'INBOX', 'Perl/new', map { $_->{name} eq 'Perl' ? 'Perl' : () } $client->folders_hash ], 'folders');
ok($client->examine('Perl/new'), 'examine');
is_deeply([ $client->search('DRAFT') ], [4], 'the draft');
is($client->internaldate(4), ' 2-Jan-2026 03:04:05 +0000', 'internaldate');
ok($client->close, 'close');

my $other = client(Port => $imaps, Ssl => [ SSL_ca_file => $certificate ]);
ok($client->select('INBOX'), 'select again');
ok($other->select('INBOX'), 'select by a second session');
my $tag = $client->idle or BAIL_OUT($client->LastError);
ok($other->set_flag('Answered', 2), 'the second session flags');
ok(heard(qr/^\* 2 FETCH .*\\Answered/), 'idle hears of the flag');
drop();
ok(heard(qr/^\* 4 EXISTS/), 'idle hears of a delivery');
ok($client->done($tag), 'done');
ok(!$other->select('Nowhere'), 'no such mailbox');
like($other->LastError, qr/NONEXISTENT/, 'its error');
ok($other->logout, 'logout of the second session');
ok($client->logout, 'logout');

unlike($wire, qr/ BAD /, 'no BAD');

for my $pop (Net::POP3->new('localhost', Port => $pop3, Timeout => 30), Net::POP3->new('localhost', Port => $pop3s, Timeout => 30, SSL => 1, SSL_ca_file => $certificate)) {
    ok($pop, 'POP3');
    if (!$pop->isa('IO::Socket::SSL')) {
        ok($pop->starttls(SSL_ca_file => $certificate, SSL_verifycn_name => 'localhost'), 'STLS');
    }
    is($pop->login($user, 'secret'), 4, 'login tells the number of messages');
    my $uidl = $pop->uidl;
    is(scalar(keys %{ { reverse %$uidl } }), 4, 'four different UIDL');
    like(join('', @{ $pop->get(1) }), qr/^\.a dot at the beginning\r?$/m, 'get');
    is(scalar(grep { /needle/ } @{ $pop->top(1, 1) }), 0, 'top');
    ok($pop->delete(4), 'delete');
    $pop->reset;
    is_deeply([ sort keys %{ $pop->list } ], [ 1 .. 4 ], 'reset');
    ok($pop->quit, 'quit');
}

done_testing;
if (Test::More->builder->is_passing) {
    print "all is well\n";
}
else {
    print STDERR $wire;
}

sub heard {
    my $what = shift;
    for (1 .. 30) {
        my $data = $client->idle_data(1) or return 0;
        return 1 if grep { /$what/ } @$data;
    }
    return 0;
}

sub slurp {
    my ($file) = glob "$_[0]/*1700000001.*";
    open(my $in, '<:raw', $file) or die "$file: $!";
    my $text = do { local $/; <$in> };
    return $text =~ s/\n/\r\n/gr;
}

sub drop {
    open(my $out, '>', "$maildir/tmp/1800000000.M1P1.perl") or die $!;
    print $out "From: late\@example.org\nSubject: late\n\nwhile idle\n";
    close($out);
    rename("$maildir/tmp/1800000000.M1P1.perl", "$maildir/new/1800000000.M1P1.perl") or die $!;
}
