# Two commands first: `make up` starts the portal, `make test` runs all tests. Both need only Python 3.11 to 3.13 and make.

PYTHON ?= python3
RUN := .venv/bin/python
INSTALL := $(PYTHON) -m registry_site.running.installation
UV := .venv/bootstrap/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(COMPILE_OPTIONS)
PRODUCTION := DEPLOYMENT=production ALLOWED_HOSTS=registry.example.org REDIS_URL=redis://127.0.0.1:6379/0 \
	DATABASE_URL=postgres://registry@127.0.0.1/registry SECRET_KEY=`$(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))'`
THROWAWAY := $(RUN) -m registry_site.running.throwaway
# `make test ONLY=tests/running` runs a part; WORKERS=0 runs in one process.
ONLY ?=
WORKERS ?= 2

.PHONY: help up test check types settings bench lock

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

up:  ## start the portal: database, broker, web, worker, beat, indexer
	@$(INSTALL) up
	@exec $(RUN) manage.py up

test:  ## all tests, with a throwaway database and broker
	@$(INSTALL) dev
	@$(THROWAWAY) $(RUN) -m pytest -q -n $(WORKERS) --dist loadgroup $(ONLY)

check:  ## format, lint, types, import contracts, migrations, settings
	@$(INSTALL) dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	@$(MAKE) -j 2 --no-print-directory types settings

types:
	.venv/bin/mypy

settings:
	$(THROWAWAY) sh -ec '$(RUN) manage.py makemigrations --check --dry-run; $(RUN) manage.py check --fail-level WARNING'
	@echo "manage.py check --deploy, with production settings"
	@$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING

bench:  ## all benchmarks
	@$(INSTALL) dev
	@for script in $(wildcard benchmarks/*.py); do $(THROWAWAY) $(RUN) $$script || exit 1; done

lock:  ## compile requirements/*.txt from pyproject.toml (`make lock COMPILE_OPTIONS=--upgrade` takes newer ones)
	@$(INSTALL) dev
	$(COMPILE) --group dev --extra embedded pyproject.toml -o requirements/dev.txt
	$(COMPILE) --extra embedded pyproject.toml -c requirements/dev.txt -o requirements/embedded.txt
	$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/base.txt
	$(COMPILE) --group bootstrap -o requirements/bootstrap.txt
