#!/usr/bin/env bash
# Runs a command with what the tests need: installs PostgreSQL, Redis and Chromium from the system's
# packages where they are missing, starts servers of its own in a temporary folder and a driver of
# browsers, and ends them afterwards.
# Usage: with_services.sh COMMAND [ARGUMENT …]
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else echo "with sudo: $*" >&2; sudo "$@"; fi; }

find_postgres() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true; }

missing=()
[ -x "$(find_postgres)/initdb" ] || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]} from the system's packages …" >&2
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi
bin=$(find_postgres)
[ -x "$bin/initdb" ] || { echo "PostgreSQL is needed and could not be installed" >&2; exit 1; }
command -v redis-server >/dev/null || { echo "Redis is needed and could not be installed" >&2; exit 1; }
command -v chromedriver >/dev/null || { echo "Chromium's driver is needed and could not be installed" >&2; exit 1; }

folder=$(mktemp -d)
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port)
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; as_postgres() { runuser -u postgres -- "$@"; }
else as_postgres() { "$@"; }; fi

driver=""
redis=""
stop() {
  [ -z "$redis" ] || kill "$redis" 2>/dev/null || true
  # The driver leads a group of its own: browsers that a failed test left behind end with it.
  [ -z "$driver" ] || kill -- "-$driver" 2>/dev/null || true
  as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

here=$PWD
cd "$folder"
as_postgres "$bin/initdb" -D "$folder/data" -U fairhall -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# The tests ask whether answers are right, not whether the disk keeps them: no fsync here.
as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" start >/dev/null
cd "$here"

driver_port=$(free_port)
setsid chromedriver --port="$driver_port" --log-level=OFF >"$folder/driver.log" 2>&1 &
driver=$!
for _ in $(seq 100); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$driver_port") 2>/dev/null; then break; fi
  sleep 0.1
done

redis_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --appendonly no --dir / \
  --logfile "" --loglevel warning >/dev/null &
redis=$!
for _ in $(seq 100); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$redis_port") 2>/dev/null; then break; fi
  sleep 0.1
done

export FAIRHALL_TEST_REDIS="redis://127.0.0.1:$redis_port"
export FAIRHALL_TEST_CHROMEDRIVER="http://127.0.0.1:$driver_port"
export FAIRHALL_TEST_POSTGRES="postgres://fairhall@127.0.0.1:$port/postgres"
"$@"
