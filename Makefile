# Every target is one line; what takes longer to say is a script in .ci/.
SHELL := /bin/bash
BUILD := swift build -Xswiftc -warnings-as-errors
RELEASE := .build/release/marketlab

.DEFAULT_GOAL := help
.PHONY: help deps run build test check golden bench format

help: #-- List the targets
	@awk -F ':.*#-- ' '/^[a-z]+:.*#-- / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

deps: #-- Install the system libraries that are missing; say how to get Swift
	@.ci/deps

run: deps build #-- Build and run the quick-start scenario
	@$(RELEASE) run scenarios/quickstart.yaml

build: #-- Build the release executable, .build/release/marketlab
	@$(BUILD) -c release --product marketlab && .ci/stamp $(RELEASE)

test: deps #-- Run every test in a debug build, the heavy ones with 1/100 of their work
	@$(BUILD) --build-tests && swift test --skip-build -Xswiftc -warnings-as-errors

check: #-- Everything CI checks: layout, warnings, tests twice, goldens, determinism
	@.ci/check

golden: build #-- Compare every scenario with its golden run
	@$(RELEASE) golden check

bench: build #-- Measure book, queue, kernel and fork beside the C++ yardsticks
	@.ci/bench $(RELEASE)

format: #-- Lay the code out anew with swift format
	@swift format --in-place --parallel --recursive Package.swift Sources Tests
