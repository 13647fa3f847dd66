# `make demo` shows Parvis with the demo company, `make test` tests everything.
#
# The development build is used throughout: it is ready in a third of the time of an optimized one,
# and shares its work with the tests. An installation takes `cargo build --release`, or the image.

.DEFAULT_GOAL := help
.PHONY: help demo run test check setup

CARGO := PATH="$$PATH:$$HOME/.cargo/bin" cargo

help:
	@echo "make demo    Parvis with the demo company, on http://localhost:8080"
	@echo "make run     Parvis with the data in ./data, empty at first"
	@echo "make test    every test"
	@echo "make check   format, lints and types, without running anything"

setup:
	@sh docker/setup.sh

# The data of both stays in ./data until you remove that folder.
demo: setup
	@$(CARGO) build --locked
	@export PARVIS_DATA_DIR="$${PARVIS_DATA_DIR:-$$(sh docker/data-folder.sh)}" && \
		exec $(CARGO) run --locked --quiet -- serve --demo

run: setup
	@$(CARGO) build --locked
	@export PARVIS_DATA_DIR="$${PARVIS_DATA_DIR:-$$(sh docker/data-folder.sh)}" && \
		exec $(CARGO) run --locked --quiet -- serve

test: setup
	$(CARGO) test --locked

check: setup
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --all-targets -- --deny warnings
