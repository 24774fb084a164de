#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# install-peers.sh FILE: gets the mail programs that the tests tagged "real" drive, from Debian packages, and writes
# into FILE one line "PROGRAM=yes" or "PROGRAM=no" for each. Without root and without apt it installs nothing and says so.
set -euo pipefail
report=${1:?file to write}

# program package
peers='mbsync isync
fetchmail fetchmail
curl curl
mutt mutt
script bsdutils
python3 python3
openssl openssl
strace strace
ps procps
dovecot dovecot-imapd'

present() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" > /dev/null; }

missing=()
while read -r program package; do
    present "$program" || missing+=("$package")
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
while read -r program _; do
    if present "$program"; then echo "$program=yes"; else echo "$program=no"; fi
done <<< "$peers" > "$report"
