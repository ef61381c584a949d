# Storyreel's few verbs. Everything goes into .venv; no root, no key, and no network beyond the package index.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
BIN := .venv/bin
UV := uv
OUT := demo

.PHONY: help setup demo test check format assets gallery lock fingerprints clean

help: ## Print this help
	@echo 'Storyreel: a request becomes a narrated film.'
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' Makefile | while IFS=@ read -r verb text; do \
		printf '%-20s %s\n' "$$verb" "$$text"; done

setup: .venv/ready ## Set up .venv from the lock (done by the verbs below when it is missing or old)

demo: .venv/ready ## Make the example film into demo/ (OUT=folder)
	@$(BIN)/storyreel make "How rainbows form" --source examples/rainbows.md --duration 90 --out $(OUT)

test: check ## Run the linters, then every test
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/ready ## Run the linters only
	@echo 'ruff check' && $(BIN)/ruff check --quiet .
	@echo 'ruff format --check' && $(BIN)/ruff format --quiet --check .
	@echo 'mypy --strict' && $(BIN)/mypy --no-error-summary .
	@echo 'lint-imports' && PYTHONPATH=. $(BIN)/lint-imports >.venv/layers.txt || { cat .venv/layers.txt; exit 1; }

format: .venv/ready ## Format the code and sort its imports
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

assets: .venv/ready ## Rebuild the bundled art, maps and fonts from their packages (needs the network)
	@$(BIN)/python -m scripts.assets

gallery: .venv/ready ## Redraw docs/gallery.md: every template in every style
	@$(BIN)/python -m scripts.gallery

lock: ## Resolve requirements.lock anew from pyproject.toml (needs uv)
	@$(UV) pip compile pyproject.toml --group dev --extra evals --extra exports --extra japanese --extra moviepy --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --upgrade --quiet \
		--output-file requirements.lock

fingerprints: .venv/ready ## Acknowledge that the recipes' code changed (read tests/architecture/test_fingerprints.py first)
	@$(BIN)/python scripts/fingerprints.py

clean: ## Remove what was built: .venv, caches, the demo film
	@rm -rf .venv build demo storyreel.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.lock pyproject.toml setup.py scripts/setup.sh
	@sh scripts/setup.sh
