# make run      the program; without a screen, the demo day
# make test     style, types, arrows between the layers, then every test but the long ones
# make bench    the figures, beside those of other programs
# make soak     the long fault runs
# make bundle   dist/tereze: a folder that needs no Python, built and tried out
# make clean    takes away all that the others made
# Each does its own set-up. PYTHON chooses the interpreter (3.11 or later).

SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: run test bench soak bundle clean system-run system-test system-bundle

run: system-run .venv/.ready
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/python -m desk_app; \
	else \
		echo "There is no screen here: playing the demo day; its papers and pictures go to demo-out."; \
		$(OFFSCREEN) $(BIN)/python -m desk_app demo --out demo-out; \
	fi

test: system-test .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n 2

bench: system-test .venv/.ready .venv-bench/.ready
	$(OFFSCREEN) $(BIN)/python -m tests.benchmarks

soak: system-test .venv/.ready
	$(OFFSCREEN) $(BIN)/python -m pytest -q -m soak --timeout=0 tests/integration

bundle: system-bundle .venv/.ready
	$(BIN)/pyinstaller --noconfirm --log-level ERROR build.spec
	.ci/prove-bundle

clean:
	rm -rf .venv .venv-bench build dist demo-out .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find desk_app ui tests -name __pycache__ -type d -prune -exec rm -rf {} +

system-run system-test system-bundle: system-%:
	@.ci/setup-system $*

.venv/.ready: pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tereze needs Python 3.11 or later: make PYTHON=python3.12 ..."; exit 3; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]' -c .ci/constraints.txt
	@touch $@

# The programs that the figures are compared with. A missing one leaves its rows empty.
.venv-bench/.ready: Makefile
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@for peer in fpdf2 weasyprint vorta; do \
		.venv-bench/bin/python -m pip install -q --disable-pip-version-check $$peer || echo "$$peer could not be installed: it is left out."; \
	done
	@touch $@
