#!/usr/bin/env bash
# What `make demo` does: reads the bundled sample reports into a fresh ledger and shows what a user would type.
set -euo pipefail
reportedly=${BIN:-.venv/bin}/reportedly
ledger=${LEDGER:-build/demo.ledger}
samples=src/reportedly/samples

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }
show() { say "\$ reportedly $*"; "$reportedly" "$@"; }

mkdir -p "$(dirname "$ledger")"
rm -f "$ledger" "$ledger-wal" "$ledger-shm"
export REPORTEDLY_LEDGER=$ledger

say "The sample reports are fictional: written for this project, set in real places, about no real person."
show read "$samples"
show claims --limit 12
