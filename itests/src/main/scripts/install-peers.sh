#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# install-peers.sh FILE: gets the mail programs that the tests tagged "real" drive, from Debian packages, and writes
# into FILE one line "PROGRAM=yes" or "PROGRAM=no" for each. Without root and without apt it installs nothing and says so.
set -euo pipefail
report=${1:?file to write}

# program packages; a name that is no program stands for its packages: yes when all are installed
peers='mbsync isync
fetchmail fetchmail
curl curl
mutt mutt
script bsdutils
python3 python3
openssl openssl
fail2ban-regex fail2ban
strace strace
ps procps
dovecot dovecot-imapd
dovecot-pop3 dovecot-pop3d
offlineimap offlineimap3
interimap interimap
getmail getmail6
mpop mpop
neomutt neomutt
alpine alpine
tmux tmux
emacs emacs-nox
perl-imapclient perl libmail-imapclient-perl libio-socket-ssl-perl
ruby ruby
php-imap php-cli php-imap
node nodejs
npm npm
roundcube php-cgi php-sqlite3 roundcube-sqlite3 roundcube-core
chromium chromium
thunderbird thunderbird'

# present PROGRAM PACKAGES...
present() {
    PATH="$PATH:/usr/sbin:/sbin" command -v "$1" > /dev/null && return
    shift
    local package
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed$' || return 1
    done
}

missing=()
while read -ra words; do
    present "${words[@]}" || missing+=("${words[@]:1}")
done <<< "$peers"

if [ ${#missing[@]} -gt 0 ]; then
    as=()
    [ "$(id -u)" -eq 0 ] || as=(sudo -n)
    if ! command -v apt-get > /dev/null || ! "${as[@]}" true 2> /dev/null; then
        echo "SKIPPED: ${missing[*]} cannot be installed here (needs Debian's apt-get and root); their tests will not run." >&2
    else
        apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq)
        "${apt[@]}" update
        # Not started: the tests run peers of their own on loopback.
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then
            printf '#!/bin/sh\nexit 101\n' | "${as[@]}" tee $policy > /dev/null
            "${as[@]}" chmod 755 $policy
            trap '"${as[@]}" rm -f $policy' EXIT
        fi
        "${apt[@]}" install -y --no-install-recommends "${missing[@]}" > /dev/null
    fi
fi

mkdir -p "$(dirname "$report")"
while read -ra words; do
    if present "${words[@]}"; then echo "${words[0]}=yes"; else echo "${words[0]}=no"; fi
done <<< "$peers" > "$report"

# Libraries of Node.js, beside the report; the versions are those of the lock file.
modules=$(dirname "$report")/node
if present npm npm; then
    mkdir -p "$modules"
    cp "$(dirname "$0")"/../../test/resources/node/package*.json "$modules/"
    npm ci --prefix "$modules" --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null ||
        echo "SKIPPED: npm cannot fetch the libraries of $modules; their tests will not run." >&2
fi
for library in imapflow playwright-core; do
    if [ -e "$modules/node_modules/$library/package.json" ]; then echo "$library=yes"; else echo "$library=no"; fi
done >> "$report"
