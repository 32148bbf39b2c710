#!/usr/bin/env bash
# What `make demo` does: reads the bundled sample reports into a fresh ledger and shows what a user would type.
set -euo pipefail
BIN=${BIN:-.venv/bin}
reportedly=$BIN/reportedly
ledger=${LEDGER:-build/demo.ledger}
samples=src/reportedly/samples

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }
show() { say "\$ reportedly $*"; "$reportedly" "$@"; }

mkdir -p "$(dirname "$ledger")"
rm -f "$ledger" "$ledger-wal" "$ledger-shm"
export REPORTEDLY_LEDGER=$ledger

say "The sample reports are fictional: written for this project, set in real places, about no real person."
show read "$samples"
say "Who is reported to have said what: unnamed sources, and who is said to hold what."
show claims --anonymity unnamed_on_request --limit 5
show claims --type CONTROL --limit 5
say "What one report rests on, counts first."
show audit "$samples/obeid-market.html" --brief
first=$("$reportedly" claims --anonymity unnamed_on_request --limit 1 --format jsonl | grep -o '"id":"sha256:[0-9a-f]*' |
  head -n 1 | cut -c 14-21)
say "What made one claim."
show explain "$first"

cat <<END

The ledger is $ledger. What to type next (with $BIN on your PATH, or written in front):

  export REPORTEDLY_LEDGER=$ledger
  reportedly claims --place Balkh
  reportedly audit YOUR-REPORT.txt --published YYYY-MM-DD
  reportedly export --format geojson --out claims.geojson
  reportedly judge accept $first
  reportedly serve

The last one opens the desk in your browser: read, check, map and release, on this machine only.
docs/tutorial.md goes on from here.
END
