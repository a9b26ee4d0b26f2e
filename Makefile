# What a newcomer, CI and we ourselves run. Every target sets up what it needs; the second time
# that costs nothing. Needs Python >= 3.10, and Go or network access for the engine.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint format bench bench-audit schema recordings lock engine clean
.DEFAULT_GOAL := help

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python >= 3.10 is needed, this is " + sys.version.split()[0] + ": make PYTHON=... " if sys.version_info < (3, 10) else 0)'
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

engine: $(READY) ## Find the Pulumi engine, or build the pinned one (once, about two minutes)
	@$(BIN)/python -m acm_sandbox.engine

demo: engine ## Run `pulumi up` on the stack of Pulumi.sandbox.yaml, without an AWS account
	@$(BIN)/acm-sandbox run -- $(BIN)/python sandbox/demo.py

test: engine ## Run all tests, most of them with the real engine against the sandbox
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(READY) ## Check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(READY) ## Put the code into the project's format
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

bench: engine ## Compare with hand-written programs; writes bench/results.json and docs/benchmarks.md
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/page.py

bench-audit: $(READY) ## Compare the audit with Prowler and Cloud Custodian (10 minutes, 2.5 GB)
	@$(BIN)/python bench/audit.py

schema: engine ## Write the schemas in docs/ anew: of the component package and of reports
	@$(BIN)/python -m pytest -q --update-schema tests/engine/test_package_schema.py \
		tests/unit/components/preview/test_schema.py \
		tests/unit/components/audit/test_report_document.py

recordings: engine ## Record the previews of the tests anew, with the real engine
	@$(BIN)/python tests/recordings/record.py

lock: $(READY) ## Resolve the dependencies anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.10 --extra dev --upgrade \
		--generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean: ## Remove the virtual environment and caches (the built engine stays in the user's cache)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
