# SPDX-License-Identifier: Apache-2.0
# Ruby's net/imap and net/pop against an INBOX that holds the five letters of ../mail:
# ruby imap.rb USER IMAP IMAPS POP3 POP3S CERTIFICATE MAILDIR
require 'net/imap'
require 'net/pop'
require 'stringio'
require 'timeout'

USER, imap, imaps, pop3, pop3s, CERTIFICATE, MAILDIR = ARGV
TLS = { ca_file: CERTIFICATE }.freeze

def same(expected, got)
  raise "expected #{expected.inspect}, got #{got.inspect}" unless expected == got
end

def refused(kind)
  yield
rescue kind => e
  e
else
  raise "#{kind} expected"
end

def drop(name)
  File.write("#{MAILDIR}/tmp/#{name}", "From: late@example.org\nSubject: late\n\nwhile idle\n")
  File.rename("#{MAILDIR}/tmp/#{name}", "#{MAILDIR}/new/#{name}")
end

# What a session hears while it is idle, until the block says that it is enough.
def idle(session, seconds = 30)
  heard = []
  session.idle(seconds) do |response|
    next unless response.is_a?(Net::IMAP::UntaggedResponse)

    heard << response
    session.idle_done if yield heard
  end
  raise "only heard #{heard.inspect}" unless yield heard
end

wire = StringIO.new
$stderr = wire
at_exit do
  $stderr = STDERR
  warn wire.string if $!
end
Net::IMAP.debug = true

session = Net::IMAP.new('localhost', port: imap.to_i)
same 'OK', session.greeting.name
same true, session.capability.include?('STARTTLS')
session.starttls(TLS, true)
same true, session.capability.include?('AUTH=PLAIN')
session.authenticate('PLAIN', USER, 'secret')
%w[IMAP4REV1 IDLE UIDPLUS MOVE NAMESPACE].each { |name| same true, session.capability.map(&:upcase).include?(name) }
same '/', session.list('', '').first.delim
same '/', session.namespace.personal.first.delim if session.respond_to?(:namespace)

session.select('INBOX')
same [5], session.responses['EXISTS']
same [6], session.responses['UIDNEXT']
letters = session.fetch(1..-1, %w[UID FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE BODY.PEEK[]])
same [1, 2, 3, 4, 5], letters.map { |letter| letter.attr['UID'] }
letters.each { |letter| same letter.attr['RFC822.SIZE'], letter.attr['BODY[]'].bytesize }
envelope = letters[1].attr['ENVELOPE']
same '=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=', envelope.subject
same [['Anna, the reader', 'anna', 'example.org']], envelope.to.map { |to| [to.name, to.mailbox, to.host] }
same [[nil, 'team', nil], ['Bob', 'bob', 'example.org'], [nil, 'carl', 'example.org'], [nil, nil, nil]],
     envelope.cc.map { |cc| [cc.name, cc.mailbox, cc.host] }
mixed = letters[1].attr['BODYSTRUCTURE']
same true, mixed.multipart?
same %w[ALTERNATIVE CSV], mixed.parts.map(&:subtype)
same 'ATTACHMENT', mixed.parts[1].disposition.dsp_type
inside = letters[2].attr['BODYSTRUCTURE'].parts[1]
same 'RFC822', inside.subtype
same 'inside', inside.envelope.subject
same %w[PLAIN HTML], inside.body.parts.map(&:subtype)
same "Stadt;Grad\nKöln;7\nZürich;5\n",
     session.fetch(2, 'BODY.PEEK[2]')[0].attr['BODY[2]'].unpack1('m').force_encoding('UTF-8')
same 'plain', session.fetch(1, 'BODY.PEEK[TEXT]<2.5>')[0].attr['BODY[TEXT]<2>']
same "Subject: latin\r\n\r\n", session.fetch(4, 'BODY.PEEK[HEADER.FIELDS (SUBJECT)]')[0].attr['BODY[HEADER.FIELDS (SUBJECT)]']
same "Content-Type: text/plain\r\n\r\n", session.fetch(3, 'BODY.PEEK[2.1.MIME]')[0].attr['BODY[2.1.MIME]']

same [1], session.search(['BODY', 'The needle'])
same [2], session.search(['SUBJECT', 'Köln'.b], 'UTF-8')
same [4, 5], session.uid_search(%w[SENTSINCE 5-Nov-2026])
same [3], session.search('OR SUBJECT "Fwd" TEXT "no such word"')

folder = Net::IMAP.encode_utf7('Ruby/Übung')
session.create(folder)
same 'ALREADYEXISTS', refused(Net::IMAP::NoResponseError) { session.create(folder) }.response.data.code.name
session.subscribe(folder)
same [folder], session.lsub('', '*').map(&:name)
same 'COPYUID', session.copy(1..2, folder).data.code.name
session.uid_move(3, folder)
same [3], session.responses['EXPUNGE']
same [:Flagged, '$Todo'], session.store(1, '+FLAGS', [:Flagged, '$Todo'])[0].attr['FLAGS'] - [:Recent]
same nil, session.store(1, '-FLAGS.SILENT', [:Flagged])
same ['$Todo'], session.fetch(1, 'FLAGS')[0].attr['FLAGS'] - [:Recent]
session.append(folder, "Subject: from Ruby\r\n\r\n#{'x' * 70_000}\r\n", [:Draft], Time.utc(2026, 1, 2, 3, 4, 5))
same({ 'MESSAGES' => 4, 'UIDNEXT' => 5, 'UNSEEN' => 4 }, session.status(folder, %w[MESSAGES UIDNEXT UNSEEN]))
session.store(4, '+FLAGS', [:Deleted])
same 4, session.expunge.last
session.rename(folder, 'Ruby/new')
session.examine('Ruby/new')
same [4], session.search(%w[DRAFT])
same ' 2-Jan-2026 03:04:05 +0000', session.fetch(4, 'INTERNALDATE')[0].attr['INTERNALDATE']
refused(Net::IMAP::NoResponseError) { session.store(1, '+FLAGS', [:Seen]) }
session.close
session.select('INBOX')

other = Net::IMAP.new('localhost', port: imaps.to_i, ssl: TLS)
other.login(USER, 'secret')
other.select('INBOX')
other.store(2, '+FLAGS', [:Answered])
idle(session) { |heard| heard.any? { |response| response.name == 'FETCH' && response.data.attr['FLAGS'].include?(:Answered) } }
drop('1800000000.M1P1.ruby')
idle(session) { |heard| heard.any? { |response| response.name == 'EXISTS' && response.data == 4 } }
other.logout
other.disconnect
session.logout
session.disconnect
same 'AUTHENTICATIONFAILED', refused(Net::IMAP::NoResponseError) {
  Net::IMAP.new('localhost', port: imaps.to_i, ssl: TLS).login(USER, 'wrong')
}.response.data.code.name

[[pop3, false], [pop3s, true]].each do |port, tls|
  pop = Net::POP3.new('localhost', port.to_i)
  pop.enable_ssl(OpenSSL::SSL::VERIFY_PEER, CERTIFICATE) if tls
  pop.start(USER, 'secret') do
    same 4, pop.n_mails
    same 4, pop.mails.map(&:uidl).uniq.size
    same true, pop.mails[0].pop.include?("\r\n.a dot at the beginning\r\n")
    same false, pop.mails[0].top(1).include?('needle')
  end
end

raise 'BAD was answered' if wire.string.include?(' BAD ')

puts 'all is well'
