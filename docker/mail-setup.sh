#!/bin/sh
# Installs the mail programs that `make test-mail` drives: a mail server, mailboxes, and who writes and reads there. They are
# run by the tests alone, in folders of their own; the services that Debian would start stay off. Says nothing, and takes no
# time, when everything is there.
set -eu

missing=
need() { # need PACKAGES: FILE
    [ -x "$2" ] || missing="$missing $1"
}
need postfix /usr/sbin/postfix
need dovecot-imapd /usr/lib/dovecot/imap
need dovecot-lmtpd /usr/lib/dovecot/lmtp
need swaks /usr/bin/swaks
need mutt /usr/bin/mutt
need openssl /usr/bin/openssl

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Postfix is started by root alone: run make test-mail as root, or with sudo that asks no password." >&2
    exit 1
fi
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Some programs are missing. Install what Debian calls:$missing" >&2
    exit 1
fi

echo "Installing:$missing" >&2
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap '$as_root rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
    $as_root chmod 755 $policy
fi
echo "postfix postfix/main_mailer_type select No configuration" | $as_root debconf-set-selections
# A mail server that is there already stays: nothing is removed for this one.
# shellcheck disable=SC2086 # the words of $missing are the packages
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends --no-remove $missing
}
if ! install >/dev/null 2>&1 </dev/null; then
    $as_root apt-get update -q >&2 </dev/null
    install >&2 </dev/null
fi
if command -v systemctl >/dev/null 2>&1; then
    case $missing in
    *postfix*) $as_root systemctl disable --quiet postfix 2>/dev/null || true ;;
    esac
    case $missing in
    *dovecot*) $as_root systemctl disable --quiet dovecot 2>/dev/null || true ;;
    esac
fi
