#!/usr/bin/env bash
# Pins the dependencies of pyproject.toml with hashes, for every platform, naming no registry.
# core.txt: what runs (and what an editable install needs); dev.txt: core.txt and what tests, checks and docs need;
# node.txt: Node for the desk's pages, where the machine has none.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
[ -x "$uv" ] || uv=$(command -v uv) || { echo "requirements/pin.sh needs uv: pip install uv" >&2; exit 1; }
pin() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
    --no-annotate pyproject.toml "$@"
}
pin --group build --output-file requirements/core.txt
pin --group build --group test --group check --group docs --constraint requirements/core.txt --output-file requirements/dev.txt
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
  --group pyproject.toml:node --output-file requirements/node.txt
