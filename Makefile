# Reportedly: `make demo` shows it, `make test` tests it, `make check` is what CI runs.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
# The first Python of at least 3.11 that is there; PYTHON=... overrides.
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do \
	command -v $$each >/dev/null 2>&1 && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$each; break; }; done)
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
SOURCES := src tests bench docs/generate.py docs/desk_pictures.py hatch_build.py $(wildcard training)
NICE ?=
DEMO := build/demo.ledger

.PHONY: help pages pages-check try-wheel pictures demo test check lint format types contracts gate bench docs docs-check site requirements clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/bin/pip:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Reportedly needs Python 3.11 or newer, and none is on the PATH."; \
	  echo "Install it (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11"; exit 1; fi
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Reportedly needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)."; \
	  echo "Name a newer one: make PYTHON=/path/to/python3.11"; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$(PYTHON) cannot make a virtual environment: its 'ensurepip' or 'venv' module is missing."; \
	  echo "Debian and Ubuntu keep them apart: apt-get install python3-venv (or python3.11-venv), then run make again."; exit 1; fi
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv $(VENV)

$(CORE): $(VENV)/bin/pip requirements/core.txt pyproject.toml
	@echo "Installing what Reportedly needs (pinned, each with its hash)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.txt
	@if $(BIN)/python hatch_build.py --needs-node; then \
	  echo "Installing Node for the desk's pages (there is none of 20.19 or newer here)"; \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt; fi
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(CORE) requirements/dev.txt
	@echo "Installing what its tests and checks need"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

pages: $(CORE) ## build the desk's pages, where they are out of date
	@$(BIN)/python hatch_build.py

pages-check: $(CORE) ## types and units of the desk's pages
	@$(BIN)/python hatch_build.py --check

try-wheel: $(CORE) ## build the wheel and try it, installed alone and without a network (after `make pages` it builds in a minute)
	@rm -rf build/wheel && $(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	@$(BIN)/python tests/try_wheel.py build/wheel/*.whl

pictures: $(DEV) pages ## draw the desk's pictures of README and tutorial again, from the samples
	@$(BIN)/python docs/desk_pictures.py

demo: $(CORE) ## read the sample reports into a ledger and show what is in it
	@BIN=$(BIN) LEDGER=$(DEMO) bash docs/demo.sh

test: $(DEV) ## the tests
	@$(NICE) $(BIN)/python -m pytest -n auto --dist loadfile -q

lint: $(DEV) ## every lint rule, each exception with its reason in pyproject.toml
	@$(BIN)/ruff check --quiet $(SOURCES)
	@$(BIN)/ruff format --check --quiet $(SOURCES)
	@echo "lint: clean"

format: $(DEV) ## let ruff mend what it can
	@$(BIN)/ruff check --fix --quiet $(SOURCES) || true
	@$(BIN)/ruff format --quiet $(SOURCES)

types: $(DEV) ## mypy --strict
	@$(BIN)/mypy

contracts: $(DEV) ## the layers of the architecture
	@$(BIN)/lint-imports

gate: $(DEV) ## quality floors on reports coded by hand
	@$(NICE) $(BIN)/python tests/gate.py

docs: $(DEV) ## write the generated reference pages
	@$(BIN)/python docs/generate.py

docs-check: $(DEV) ## fail where a generated page is stale
	@$(BIN)/python docs/generate.py --check

site: $(DEV) ## the documentation as web pages, in docs/_build
	@$(BIN)/python -m sphinx -q -W -b html docs docs/_build

bench: $(CORE) ## every speed figure that the documentation states
	@$(NICE) $(BIN)/python bench/line.py

check: lint types contracts docs-check pages pages-check test gate ## all of it: what CI runs

requirements: $(DEV) ## pin the dependencies again, with hashes
	@cd requirements && bash pin.sh

clean: ## remove what was built here
	@rm -rf build dist docs/_build bench/out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
