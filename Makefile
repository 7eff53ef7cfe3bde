# Every target does its own set-up: Python 3.11 or newer, make and the package registries are enough.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 3  # for two cores: tests that wait leave room

.PHONY: help install demo try test lint types contracts unit look bench format clean

help:            ## what there is
	@grep -E '^[a-z]+: .*## |^[a-z]+:  *## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 — /'

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c "import sys; sys.exit('Vivencia needs Python 3.11 or newer.' if sys.version_info < (3, 11) else 0)"
	@echo "Setting up $(VENV): the first time takes a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet torch==2.13.0
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[worker,dev]'
	@touch $@

install: $(STAMP)  ## the virtual environment with everything in it

demo: $(STAMP)   ## a whole story, told in Spanish and in English, ending in a life book
	@$(BIN)/vivencia demo

try: $(STAMP)    ## the same bot in a browser page, by hand
	@$(BIN)/vivencia try

test: lint types contracts unit  ## everything CI asks

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(STAMP)
	@$(BIN)/mypy

contracts: $(STAMP)
	@$(BIN)/lint-imports

unit: $(STAMP)
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile

# The package carries axe-core 4.12.1; without the browser it asks for, which nothing here uses.
AXE := axe-playwright-python==0.1.8

look: $(STAMP)   ## screenshots into out/look (needs Chromium), changed pictures into out/changes.png
	@$(BIN)/python -m pip install --quiet --no-deps $(AXE)
	@$(BIN)/python -m tests.look.changes
	@$(BIN)/python -m tests.look
	@$(BIN)/python -m tests.look.book
	@$(BIN)/python -m tests.look.circle
	@$(BIN)/python -m tests.look.choosing
	@$(BIN)/python -m tests.look.paper
	@$(BIN)/python -m tests.look.photos

bench: $(STAMP)  ## benchmarks, run by hand, as ratios and milliseconds
	@for file in tests/benchmarks/bench_*.py; do $(BIN)/python -m tests.benchmarks.$$(basename $$file .py) || exit 1; done

format: $(STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean:           ## what can be built again; never data/ or keys/
	rm -rf $(VENV) out build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
