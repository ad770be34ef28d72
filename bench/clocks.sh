#!/usr/bin/env bash
# Measures how long the clocks take to find what is due among very many open cases, on SQLite and on PostgreSQL:
#   bench/clocks.sh [CASES] [LOOKS]
# 1,000,000 cases and 5,000 looks unless said otherwise; five clocks run on each case. PRESET=dev builds that preset and not
# release. Prints rows for docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
cases=${1:-1000000}
looks=${2:-5000}
preset=${PRESET:-release}

if [ -z "${CLOCK_TICK:-}" ]; then
  cmake --preset "$preset" -DAMENDS_TESTS=ON > /dev/null
  cmake --build --preset "$preset" --target clock_tick | tail -1 >&2
fi
tick=${CLOCK_TICK:-$PWD/build/$preset/bench/clock_tick}
place=$(mktemp -d /tmp/amends-clocks-XXXXXX)
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
# PostgreSQL refuses to run as root.
as() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}
clean() {
  as "$bin/pg_ctl" -D "$place/postgres/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$place"
}
trap clean EXIT
chmod 711 "$place"
mkdir "$place/postgres"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$place/postgres"; fi

echo "Machine: $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ {printf "%d GB", $2/1e6}' /proc/meminfo), $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(date -u +%F); $preset"
printf "%'d open cases with five clocks running on each; %'d looks a row.\n\n" "$cases" "$looks"
echo "| measure | p50 | p99 | target |"
echo "| --- | ---: | ---: | --- |"

"$tick" "sqlite:$place/clocks.db" "$place/sqlite.key" "$cases" "$looks"
rm -f "$place"/clocks.db*

as "$bin/initdb" -D "$place/postgres/data" -U amends -A trust -E UTF8 --locale=C.UTF-8 > "$place/initdb.log" 2>&1
as "$bin/pg_ctl" -D "$place/postgres/data" -w -t 60 -l "$place/postgres/server.log" \
  -o "-k $place/postgres -c listen_addresses='' -c shared_buffers=256MB -c max_wal_size=4GB" start > /dev/null
as psql -X -q -h "$place/postgres" -U amends -d postgres -c 'create database clocks'
"$tick" "postgresql://amends@/clocks?host=$place/postgres" "$place/postgres.key" "$cases" "$looks"
