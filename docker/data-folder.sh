#!/bin/sh
# Prints the folder for the data of a checkout: ./data, unless the database could not reach it there.
# Started as root, the database runs as another user, who must be able to pass through every folder
# on the way.
set -eu

data=$PWD/data
if [ "$(id -u)" = 0 ]; then
    step=$PWD
    while [ "$step" != / ]; do
        case $(stat -c %A "$step") in
        *x | *t) ;;
        *)
            data=/var/lib/parvis
            echo "The data goes to $data, because $step is closed to the database's user." >&2
            break
            ;;
        esac
        step=$(dirname "$step")
    done
fi
echo "$data"
