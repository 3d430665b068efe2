#!/usr/bin/env bash
# Runs a command with what the tests need: installs PostgreSQL from the system's packages where it
# is missing, starts a server of its own in a temporary folder, and ends it afterwards.
# Usage: with_services.sh COMMAND [ARGUMENT …]
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else echo "with sudo: $*" >&2; sudo "$@"; fi; }

find_postgres() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true; }

if [ ! -x "$(find_postgres)/initdb" ]; then
  echo "Installing PostgreSQL from the system's packages …" >&2
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
fi
bin=$(find_postgres)
[ -x "$bin/initdb" ] || { echo "PostgreSQL is needed and could not be installed" >&2; exit 1; }

folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; as_postgres() { runuser -u postgres -- "$@"; }
else as_postgres() { "$@"; }; fi

stop() { as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT

here=$PWD
cd "$folder"
as_postgres "$bin/initdb" -D "$folder/data" -U fairhall -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# The tests ask whether answers are right, not whether the disk keeps them: no fsync here.
as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" start >/dev/null
cd "$here"

export FAIRHALL_TEST_POSTGRES="postgres://fairhall@127.0.0.1:$port/postgres"
"$@"
