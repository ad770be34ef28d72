#!/usr/bin/env bash
# Measures the figures over very many cases: how long a starting server reads them, what memory they take, a breakdown, the cases
# behind a cell, how soon a new case shows, and whether the desk is slowed; beside SQLite and PostgreSQL doing the same in SQL.
#   bench/insight.sh [CASES] [QUESTIONS] [SECONDS]
# 10,000,000 cases, 200 questions and 10 seconds a row unless said otherwise. PRESET=dev builds that preset and not release;
# ONLY=sqlite leaves PostgreSQL out. Prints rows for docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
cases=${1:-10000000}
questions=${2:-200}
seconds=${3:-10}
preset=${PRESET:-release}
only=${ONLY:-}

tools/install bench
cmake --preset "$preset" -DAMENDS_TESTS=ON > /dev/null
cmake --build --preset "$preset" --target amends insight_at_scale | tail -1 >&2
amends=$PWD/build/$preset/amends
at_scale=$PWD/build/$preset/bench/insight_at_scale
export WRK_FOLDER=$PWD/bench/wrk
place=$(mktemp -d /tmp/amends-insight-XXXXXX)
pids=()
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
# PostgreSQL refuses to run as root.
as() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}
clean() {
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null || true; done
  as "$bin/pg_ctl" -D "$place/postgres/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$place"
}
trap clean EXIT
chmod 711 "$place"

echo "Machine: $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ {printf "%d GB", $2/1e6}' /proc/meminfo), $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(date -u +%F); $preset"
printf "%'d cases of ten years; %'d questions a row, each another one.\n\n" "$cases" "$questions"
echo "| measure | p50 | p99 | target |"
echo "| --- | ---: | ---: | --- |"

"$at_scale" "sqlite:$place/insight.db" "$place/sqlite.key" "$cases" "$questions"

# The desk at work: cases are created as fast as it goes, with nobody looking and with pages open, in turn.
cd "$place"
export AMENDS_DATABASE=sqlite:insight.db AMENDS_KEY=$place/sqlite.key
echo benchmark-password | "$amends" user add bench --name Bench --role manager > /dev/null
AMENDS_TOKEN=$("$amends" --json user token bench --label bench | python3 -c 'import json,sys; print(json.load(sys.stdin)["token"])')
export AMENDS_TOKEN
"$amends" serve --port 18093 --log-file serve.log > /dev/null & pids+=($!)
for _ in $(seq 100); do curl -sf http://127.0.0.1:18093/readyz > /dev/null && break; sleep 0.1; done
cat > looking.py << 'PYTHON'
"""Ten pages of tiles that are made anew every thirty seconds, and a manager who drags: four breakdowns a second.
   looking.py wait | looking.py look SECONDS | looking.py visible TIMES"""
import http.client, json, os, sys, threading, time, random
words = {"Authorization": "Bearer " + os.environ["AMENDS_TOKEN"], "Content-Type": "application/json"}
def ask(way, path, body=None, read=json.loads):
    link = http.client.HTTPConnection("127.0.0.1", 18093, timeout=120)
    link.request(way, path, body, words)
    answer = link.getresponse()
    text = answer.read()
    if answer.status >= 300: raise SystemExit(f"{way} {path}: {answer.status} {text[:500]}")
    return read(text)
what = sys.argv[1]
if what == "wait":
    while ask("GET", "/api/v1/monitoring")["loading"]: time.sleep(0.2)
elif what == "look":
    until = time.time() + float(sys.argv[2])
    seen = []
    def every(rest, path):
        while time.time() < until:
            began = time.time()
            ask("GET", path(), read=len)  # whose browser draws it has processors of its own
            seen.append((path.__name__, time.time() - began))
            time.sleep(max(0, rest - (time.time() - began)))
    def tiles(): return "/api/v1/monitoring/tiles"
    def breakdown():
        by = random.sample(["product", "category", "team", "channel", "region"], 2)
        year = 2016 + random.randrange(5)
        return f"/api/v1/monitoring/explore?measure=received&every=month&from={year}-12-01&to={year + 5}-11-30&by={by[0]}&and_by={by[1]}&where=region%3DRegion%20{1 + random.randrange(12)}"
    looks = [threading.Thread(target=every, args=(3, tiles)), threading.Thread(target=every, args=(0.25, breakdown))]
    for one in looks: one.start()
    for one in looks: one.join()
    for kind in ("tiles", "breakdown"):
        times = sorted(t for k, t in seen if k == kind)
        print(f"{kind}: {len(times)}, p50 {1000 * times[len(times) // 2]:.0f} ms, longest {1000 * times[-1]:.0f} ms", file=sys.stderr)
else:
    def counted(): return ask("GET", "/api/v1/monitoring/explore?measure=received&every=whole")["all"]["whole"]["value"]
    times = []
    for i in range(int(sys.argv[2])):
        before = counted()
        ask("POST", "/api/v1/cases", json.dumps({"kind": "complaint", "new_customer": {"name": f"Amara {i}"}, "subject": f"Boiler {i}", "channel": "telephone", "words": "Nobody came."}))
        began = time.time()
        while counted() == before: time.sleep(0.02)
        times.append(time.time() - began)
    times.sort()
    print(f"{1000 * times[len(times) // 2]:.0f} ms | {1000 * times[-1]:.0f} ms")
PYTHON
python3 looking.py wait
echo "| a new case shows in the figures (the longest, not p99) | $(python3 looking.py visible 20) | <= 1 s |"
rate() { wrk -t2 -c64 -d"$seconds" -s "$WRK_FOLDER/create.lua" http://127.0.0.1:18093 | awk '/Requests\/sec/ {printf "%d", $2}'; }
# Beside what is before and after it: the rate falls by itself as the desk grows.
shares=()
alone=$(rate)
for turn in 1 2 3; do
  python3 looking.py look "$seconds" 2> "looked$turn" & looker=$!
  watched=$(rate)
  wait $looker
  after=$(rate)
  shares+=($((200 * watched / (alone + after))))
  echo "| cases created a second: nobody looking, with ten pages open and a manager dragging, nobody looking | $alone, $watched, $after | | |"
  alone=$after
done
echo "| the rate with pages open, as a share (median of three) | $(printf '%s\n' "${shares[@]}" | sort -n | sed -n 2p) % | | >= 90 % |"
sed 's/^/meanwhile, /' looked3 >&2
kill "${pids[0]}"; wait "${pids[0]}" || true; pids=()
rm -f insight.db*

[ "$only" = sqlite ] && exit 0
mkdir "$place/postgres"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$place/postgres"; fi
as "$bin/initdb" -D "$place/postgres/data" -U amends -A trust -E UTF8 --locale=C.UTF-8 > "$place/initdb.log" 2>&1
as "$bin/pg_ctl" -D "$place/postgres/data" -w -t 60 -l "$place/postgres/server.log" \
  -o "-k $place/postgres -c listen_addresses='' -c shared_buffers=2GB -c max_wal_size=8GB -c synchronous_commit=off" start > /dev/null
as psql -X -q -h "$place/postgres" -U amends -d postgres -c 'create database insight'
"$at_scale" "postgresql://amends@/insight?host=$place/postgres" "$place/postgres.key" "$cases" "$questions"
