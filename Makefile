# `make demo` and `make test` set up all that they need in .venv.
# Another Python: make test PYTHON=python3.13
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$python"; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check

.PHONY: demo test check format pages bench clean
.DEFAULT_GOAL := demo

demo: .venv/core
	@$(PY) -m coopsched check data/programme.yaml; status=$$?; test $$status -eq 1

test: .venv/test
	$(PY) -bb -m pytest

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

.venv/python:
	@test -n "$(PYTHON)" || { echo "coopsched needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/core: .venv/python pyproject.toml
	$(PIP) install --editable .
	@touch $@

.venv/test .venv/dev .venv/bench: .venv/%: .venv/python pyproject.toml
	$(PIP) install --editable '.[$*]'
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
