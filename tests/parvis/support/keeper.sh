# Runs the tests' database while tests use it, and a minute longer. Each test process holds a shared
# lock on `in-use`; whoever gets it alone knows that there is none.
set -u
cd "$1" || exit
exec 9<in-use

# PostgreSQL has written down the command it was last started with, quoted for a shell.
eval "$(cat cluster/pg/postmaster.opts) 9<&- &"
server=$!
trap 'kill -INT $server; exit' INT TERM

idle=0
while kill -0 $server 2>/dev/null; do
    sleep 1
    if ! flock --nonblock 9; then
        idle=0
        continue
    fi
    idle=$((idle + 1))
    if [ $idle -ge 60 ]; then
        # The lock stays taken: a test that starts now waits, and then finds that there is no database.
        kill -INT $server
        wait $server
        rm -rf cluster
        exit
    fi
    flock --unlock 9
done
