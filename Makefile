# Everything anybody does with this repository, in a few verbs. `make` alone lists them.
PYTHON ?= python3
RUN := .venv/bin/python -m
ARGS ?=

# Python is compiled once, and not at every start of every process, whatever the machine's own habit.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test soak bench lint contracts format lock stop clean

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Bring every part: Python, Node, the emulators, the pages (quick when they are here)
	@$(PYTHON) -m scripts.setup

demo: setup ## Play one checkout, from the code on the phone to the points on it; then stay up, with a terminal
	@$(RUN) scripts.demo

serve: setup ## Keep the emulators and the pages up, with a clinic in them, until Ctrl-C
	@$(RUN) scripts.stack serve -- $(RUN) scripts.seed

test: ## Lint, then run every test against one stack (make test ARGS="tests/rules -k staff" runs some)
	@$(PYTHON) -m scripts.setup --chromium
	@$(MAKE) --no-print-directory --jobs=3 $(LINTS) test-of-pages
	@$(RUN) scripts.stack exec -- $(RUN) pytest -n 2 --dist loadgroup $(ARGS)

soak: export SOAK := 1
soak: test ## The same tests at their big counts

bench: setup ## Measure a checkout and the imports, side by side with their alternatives
	@$(RUN) scripts.stack exec -- $(RUN) scripts.bench checkout
	@$(RUN) scripts.bench imports

lint: setup ## Hold the code against its rules, changing nothing
	@$(MAKE) --no-print-directory --jobs=3 $(LINTS)

# The longest first: they go side by side.
LINTS := lint-types lint-pages lint-style lint-imports

lint-types:
	@$(RUN) mypy

lint-pages:
	@npm run --silent check

lint-style:
	@$(RUN) ruff check
	@$(RUN) ruff format --check

lint-imports:
	@PYTHONPATH=functions .venv/bin/lint-imports

test-of-pages:
	@npm run --silent test

contracts: setup ## Write the pages' contract and currencies (web/shared/…/*.gen.ts) anew from the functions
	@$(RUN) scripts.contracts

format: setup ## Put the code into its one format, and mend what can be mended by rule
	@$(RUN) ruff format
	@$(RUN) ruff check --fix
	@npm run --silent format

UV := .venv/bin/uv
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url

lock: setup ## Pin anew, from pyproject.toml, what is installed (add ARGS=--upgrade for the newest)
	@$(RUN) pip install --quiet uv
	@$(COMPILE) $(ARGS) --output-file functions/requirements.txt
	@$(COMPILE) $(ARGS) --group dev --output-file requirements-dev.txt

stop: ## End what a killed stack of this checkout left running
	@$(RUN) scripts.stack stop

clean: ## Remove everything that set-up and the tests made, except this machine's signing key
	@rm -rf .cache .venv functions/venv node_modules web/dist .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find functions scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
