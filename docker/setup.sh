#!/bin/sh
# Installs what building, running and testing Parvis needs and this machine lacks. Says nothing, and
# takes no time, when everything is there.
set -eu

missing=
npm=
need() { # need PACKAGES: TEST
    packages=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $packages"
}

has_postgres() {
    for initdb in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] && return
    done
    command -v initdb && command -v postgres
}
has_fonts() { [ -d /usr/share/fonts/truetype/dejavu ] || fc-list : family | grep -q .; }
has_chromium() { command -v chromium || command -v google-chrome || command -v chromium-browser; }

need "postgresql" has_postgres
need "nodejs" command -v node
need "gcc libc6-dev" command -v cc
need "make" command -v make
need "chromium" has_chromium
need "chromium-driver" command -v chromedriver
need "fonts-dejavu-core" has_fonts

# Rust is not Debian's: its compiler is older than what the libraries need.
if ! command -v cargo >/dev/null 2>&1; then
    PATH="$HOME/.cargo/bin:$PATH"
    if ! command -v cargo >/dev/null 2>&1; then
        echo "Rust is missing. Install it for your user from https://rustup.rs and start again." >&2
        exit 1
    fi
fi

command -v npm >/dev/null 2>&1 || npm=npm
[ -n "$missing$npm" ] || exit 0

command="apt-get install --no-install-recommends$missing${npm:+ $npm}"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Some programs are missing. Install what Debian calls:$missing${npm:+ $npm}" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Some programs are missing. Install them with: sudo $command" >&2
    exit 1
fi

echo "Installing:$missing${npm:+ $npm}" >&2
case $missing in
*postgresql*)
    # Debian's package would make and start a server of its own, which nobody here asked for.
    $as_root mkdir -p /etc/postgresql-common
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        echo "create_main_cluster = false" |
            $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    ;;
esac
# shellcheck disable=SC2086 # the words of $missing are the packages
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; }
install_all() {
    if ! install >/dev/null 2>&1 </dev/null; then
        $as_root apt-get update -q >&2 </dev/null
        install >&2 </dev/null
    fi
}
install_all
# After the others: where nodejs does not come from Debian, npm is part of it.
if ! command -v npm >/dev/null 2>&1; then
    missing=npm
    install_all
fi
