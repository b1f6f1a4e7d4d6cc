# Everything is in scripts/setup.py, which also works where there is no make.
PYTHON ?= python3
SETUP := $(PYTHON) scripts/setup.py

.PHONY: run test bench pictures lock clean

run:  ## Set up if needed and open the application; make run ARGS="info"
	@$(SETUP) run $(ARGS)

test:  ## Set up if needed and run every check and test; make test ARGS="tests/geo -x"
	@$(SETUP) test $(ARGS)

bench:  ## Set up if needed and measure against the alternatives
	@$(SETUP) bench $(ARGS)

pictures:  ## Set up if needed and make the pictures of docs/ anew; make pictures ARGS=window
	@$(SETUP) pictures $(ARGS)

lock:  ## Write requirements/ and constraints.txt anew from pyproject.toml; make lock ARGS=--upgrade
	@$(PYTHON) scripts/lock.py $(ARGS)

clean:  ## Remove everything that the commands above created
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
