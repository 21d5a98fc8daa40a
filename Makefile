# `make demo` and `make test` set up all that they need in .venv.
# Another Python: make test PYTHON=python3.13
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$python"; break; }; done)
PY := .venv/bin/python
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
PIP := $(PY) -m pip --quiet --disable-pip-version-check

.PHONY: demo test check format pages bench clients clients-subscribe clients-install \
	browser browser-install screenshots clean
.DEFAULT_GOAL := demo

demo: .venv/core
	@$(PY) -m coopsched check data/programme.yaml; status=$$?; test $$status -eq 1
	@$(PY) -m coopsched repair data/programme.yaml
	@$(PY) -m coopsched publish --preview data/programme.yaml build/preview
	@echo "open build/preview/index.html in a browser"

test: .venv/test
	$(PY) -bb -m pytest --dist load --tx '$(CORES)*popen//python=$(PY) -bb'

check: .venv/dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy src tests tools bench examples
	$(PY) -m pyright --pythonpath $(PY) examples
	$(PY) tools/docs.py
	$(PY) tools/pages.py --check
	$(PY) tools/schema.py --check

format: .venv/dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

pages: .venv/test
	$(PY) tools/schema.py
	$(PY) tools/pages.py

bench: .venv/bench
	$(PY) bench/run.py

# Calendar programs on which feeds are tried (docs/clients.md), each in a place of its own.
clients: .venv/test clients-install
	CI=true $(PY) -bb -m pytest tests/clients

# With the desktop programs, which are too heavy for every run.
clients-subscribe: .venv/test clients-install .clients/thunderbird
	CI=true COOPSCHED_CLIENTS=desktop $(PY) -bb -m pytest tests/clients/test_subscribing.py

clients-install: .clients/readers .clients/khal .clients/node_modules .clients/libical

.clients/readers .clients/khal .clients/thunderbird: .clients/%: tests/clients/packages/%.txt
	@test -n "$(PYTHON)" || { echo "coopsched needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv --clear $@
	$@/bin/python -m pip --quiet --disable-pip-version-check install --requirement $<
	@touch $@

.clients/node_modules: tests/clients/packages/package.json
	mkdir -p .clients
	cp $< .clients/
	npm install --prefix .clients --silent --no-audit --no-fund --no-package-lock
	@touch $@

.clients/libical: tests/clients/drivers/read.c
	mkdir -p .clients
	$(CC) -O2 -Wall -Wextra -o $@ $< -lical

# The published site in a real browser, which the system must have: none is downloaded.
browser: .venv/browser browser-install
	CI=true $(PY) -bb -m pytest --dist load --tx '$(CORES)*popen//python=$(PY) -bb' tests/browser

browser-install: .venv/browser .browser/node_modules

.browser/node_modules: tests/browser/packages/package.json
	mkdir -p .browser
	cp $< .browser/
	npm install --prefix .browser --ignore-scripts --silent --no-audit --no-fund --no-package-lock
	@touch $@

# The pictures of the documentation, taken anew.
screenshots: .venv/browser
	$(PY) tools/screenshots.py

.venv/python:
	@test -n "$(PYTHON)" || { echo "coopsched needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/core: .venv/python pyproject.toml
	$(PIP) install --editable '.[site]'
	@touch $@

.venv/test .venv/dev .venv/bench .venv/browser: .venv/%: .venv/python pyproject.toml
	$(PIP) install --editable '.[$*]'
	@touch $@

clean:
	rm -rf .venv .clients .browser build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
