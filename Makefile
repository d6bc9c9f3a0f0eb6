# Two commands first: `make up` starts the portal, `make test` runs all tests. Both need only Python 3.11 to 3.13 and make.

PYTHON ?= python3
RUN := .venv/bin/python
INSTALL := $(PYTHON) -m registry_site.running.installation
THROWAWAY := $(RUN) -m registry_site.running.throwaway
# `make test ONLY=tests/running` runs a part; WORKERS=0 runs in one process.
ONLY ?=
WORKERS ?= 2

.PHONY: help up test check bench lock

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

up:  ## start the portal: database, broker, web, worker, beat
	@$(INSTALL) up
	@exec $(RUN) manage.py up

test:  ## all tests, with a throwaway database and broker
	@$(INSTALL) dev
	@$(THROWAWAY) $(RUN) -m pytest -q -n $(WORKERS) $(ONLY)

check:  ## format, lint, types, import contracts, migrations, settings
	@$(INSTALL) dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(THROWAWAY) $(RUN) manage.py makemigrations --check --dry-run
	$(THROWAWAY) $(RUN) manage.py check --fail-level WARNING
	$(RUN) -m registry_site.running.deployment_check

bench:  ## all benchmarks
	@$(INSTALL) dev
	@for script in $(wildcard benchmarks/*.py); do $(THROWAWAY) $(RUN) $$script || exit 1; done

lock:  ## compile requirements/*.txt from pyproject.toml
	@$(INSTALL) dev
	$(RUN) -m registry_site.running.locking
