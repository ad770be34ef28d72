#!/usr/bin/env bash
# Measures Amends beside what it stands on, all in one run on one machine, and prints a table for docs/performance.md:
#   bench/http.sh [SECONDS] [COMPLAINTS.csv] [CASES]
# Builds the release preset, takes CASES real complaints in (100,000 unless said otherwise), then loads the server with wrk.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
data=${2:-../shared/data/complaints/cfpb-complaints.csv}
cases=${3:-100000}
[ -r "$data" ] || { echo "bench/http.sh: there is no file $data; name a CSV in the CFPB layout" >&2; exit 2; }

tools/install bench
cmake --preset release -DAMENDS_TESTS=ON > /dev/null
cmake --build --preset release --target amends beast_hello raw_sqlite | tail -1 >&2
amends=$PWD/build/release/amends
bench=$PWD/build/release/bench
export WRK_FOLDER=$PWD/bench/wrk
place=$(mktemp -d)
pids=()
clean() {
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null || true; done
  rm -rf "$place"
}
trap clean EXIT

row() { printf '| %-52s | %12s | %9s | %9s | %s |\n' "$@"; }
grouped() { printf "%'d" "$1" 2> /dev/null || printf '%d' "$1"; }

# Runs wrk and prints "requests/s p50 p99"; anything but success in the answers is an error.
load() {
  local out=$place/wrk.out
  wrk --latency -t2 "$@" > "$out"
  if grep -q 'Non-2xx' "$out"; then echo "bench/http.sh: not every answer was a success:" >&2; cat "$out" >&2; exit 1; fi
  awk '/Requests\/sec/ {r=$2} /^ *50%/ {a=$2} /^ *99%/ {b=$2} END {printf "%d %s %s", r, a, b}' "$out"
}
measured() {
  local name=$1 target=$2
  shift 2
  local rate p50 p99 seen
  seen=$(load "$@")
  read -r rate p50 p99 <<< "$seen"
  row "$name" "$(grouped "$rate")" "$p50" "$p99" "$target"
  last_rate=$rate
}

echo "Machine: $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ {printf "%d GB", $2/1e6}' /proc/meminfo), $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(date -u +%F)"
echo "wrk runs on the same machine, 2 threads, $seconds s a row; latencies as wrk saw them."
echo
row measure "per second" p50 p99 target
row --- ---: ---: ---: ---

# As many rows as asked for: the file again and again, each time under other ids, a thousand of them with a word of their own.
python3 - "$data" "$cases" "$place/many.csv" "$place/words" << 'PYTHON'
import csv, sys
data, wanted, out, words = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
csv.field_size_limit(1 << 30)
with open(data, newline="", encoding="utf-8-sig") as file:
    reader = csv.reader(file)
    header = next(reader)
    rows = [row for row in reader if len(row) == len(header)]
ident = header.index("Complaint ID")
text = header.index("Consumer complaint narrative")
letters = "bcdfghjklmnpqrstvwxz"
with open(out, "w", newline="", encoding="utf-8") as file, open(words, "w") as rare:
    writer = csv.writer(file)
    writer.writerow(header)
    for n in range(wanted):
        row = list(rows[n % len(rows)])
        row[ident] = f"{n // len(rows)}{row[ident]}"
        if n % max(1, wanted // 1000) == 0:
            word = "zq" + "".join(letters[n // 20 ** i % 20] + "aeiou"[i % 5] for i in range(5))
            row[text] += f" {word}"
            rare.write(word + "\n")
        writer.writerow(row)
PYTHON

cd "$place"
import=$("$amends" --json --database sqlite:b.db import --format cfpb many.csv 2> /dev/null || true)
row "import, rows (no narrative shortened)" "$(grouped "$(jq .rows_per_second <<< "$import")")" "" "" ">= 15,000"

echo benchmark-password | "$amends" --database sqlite:b.db user add bench --name Bench --role manager > /dev/null
AMENDS_TOKEN=$("$amends" --json --database sqlite:b.db user token bench --label bench | jq -r .token)
export AMENDS_TOKEN
"$bench/beast_hello" 18091 2 & pids+=($!)
"$amends" --database sqlite:b.db serve --port 18090 --log-file serve.log > /dev/null & pids+=($!)
server=$!
for _ in $(seq 100); do curl -sf http://127.0.0.1:18090/readyz > /dev/null && break; sleep 0.1; done
url=http://127.0.0.1:18090
list=$url/api/v1/cases
export WORDS_FILE=$place/words

measured "bare Beast hello, 64 connections" "(to compare)" -c64 -d"$seconds" http://127.0.0.1:18091/
hello=$last_rate
CASES=1 measured "read one case (all of it), 64 connections" ">= 50 % of bare Beast" -c64 -d"$seconds" -s "$WRK_FOLDER/read.lua" $url
row "  as a share of bare Beast" "$((100 * last_rate / hello)) %" "" "" ">= 50 %"
CASES=5000 measured "read one of 5,000 cases by chance" "" -c64 -d"$seconds" -s "$WRK_FOLDER/read.lua" $url
CASES=$cases measured "read one of all cases by chance" "" -c64 -d"$seconds" -s "$WRK_FOLDER/read.lua" $url
auth=(-H "Authorization: Bearer $AMENDS_TOKEN")
product=$(curl -s "${auth[@]}" "$list?limit=1" | jq -r '.cases[0].product | @uri')
measured "list the 50 newest open cases, 8 connections" "p99 <= 5 ms" -c8 -d"$seconds" "${auth[@]}" "$list"
measured "list filtered by product, 8 connections" "p99 <= 5 ms" -c8 -d"$seconds" "${auth[@]}" "$list?product=$product"
measured "list filtered by product and channel, oldest first" "p99 <= 5 ms" -c8 -d"$seconds" "${auth[@]}" "$list?product=$product&channel=web&sort=oldest"
measured "search a rare word, 8 connections" "p99 <= 10 ms" -c8 -d"$seconds" -s "$WRK_FOLDER/search.lua" $url
measured "create, new customer each, durable, 8 connections" ">= 5,000" -c8 -d"$seconds" -s "$WRK_FOLDER/create.lua" $url
measured "create, new customer each, durable, 64 connections" ">= 10,000" -c64 -d"$seconds" -s "$WRK_FOLDER/create.lua" $url
KNOWN=$cases measured "create, known customer, durable, 8 connections" "" -c8 -d"$seconds" -s "$WRK_FOLDER/create.lua" $url
KNOWN=$cases measured "create, known customer, durable, 64 connections" "" -c64 -d"$seconds" -s "$WRK_FOLDER/create.lua" $url
for batch in 1 8 64; do
  row "raw SQLite, one table, $batch rows in a synced commit" "$(grouped "$("$bench/raw_sqlite" "raw$batch.db" $batch "$seconds")")" "" "" "(to compare)"
done
row "resident memory of the server after all this, MB" "$(awk '/VmRSS/ {printf "%d", $2/1024}' /proc/$server/status)" "" "" "<= 200"
