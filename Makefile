# `make demo` shows Parvis with the demo company, `make test` tests everything.
#
# The development build is used throughout: it is ready in a third of the time of an optimized one,
# and shares its work with the tests. An installation takes `cargo build --release`, or the image.

.DEFAULT_GOAL := help
.PHONY: help demo run test test-mail check setup

# rustup changes the search path of new shells only.
export PATH := $(PATH):$(HOME)/.cargo/bin

# The data stays there until you remove that folder.
with_data = export PARVIS_DATA_DIR="$${PARVIS_DATA_DIR:-$$(sh docker/data-folder.sh)}" && exec

help:
	@echo "make demo       Parvis with the demo company, on http://localhost:8080"
	@echo "make run        Parvis with the data in ./data, empty at first"
	@echo "make test       every test"
	@echo "make test-mail  mail with real mail servers and mailboxes of its own, as root"
	@echo "make check      format, lints and types, without running anything"

setup:
	@sh docker/setup.sh

demo: setup
	@cargo build --locked
	@$(with_data) cargo run --locked --quiet -- serve --demo

run: setup
	@cargo build --locked
	@$(with_data) cargo run --locked --quiet -- serve

test: setup
	cargo test --locked

# Postfix, Dovecot, swaks and mutt, private and closed to the world; processes are killed on purpose.
test-mail: setup
	@sh docker/mail-setup.sh
	cargo test --locked --test mta -- --test-threads 4

check: setup
	cargo fmt --all --check
	cargo clippy --locked --all-targets -- --deny warnings
