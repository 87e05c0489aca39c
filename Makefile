# The short ways in; each installs what it needs first (tools/setup).
#
#   make run                        build, then show the example desk
#   make test ARGS=--rebaseline     every test; rewrites what test cases expect
#   make check                      format, layers, headers, docs
SHELL := /bin/bash
JOBS ?= $(shell nproc)
ARGS ?=

.PHONY: run build test test-web check lint format dist asan tsan fuzz bench clean

# A first `make run` builds no tests, so that it needs no test packages; later calls keep what was chosen.
build:
	@tools/setup build run
	@cmake --preset release $(if $(wildcard build/release/CMakeCache.txt),,-DBC_TESTS=OFF) >build/release.log 2>&1 \
	  || { cat build/release.log; exit 1; }
	@cmake --build build/release -j $(JOBS) --target breadcrumb

run: build
	@build/release/breadcrumb demo $(ARGS)

test:
	@tools/setup build run test
	@cmake --preset release -DBC_TESTS=ON >build/release.log 2>&1 || { cat build/release.log; exit 1; }
	@cmake --build build/release -j $(JOBS)
	@tools/run-tests release $(ARGS)

# The page in a real browser, on the program itself: every look and state, and what a person does.
test-web: build
	@tools/setup web
	@node test/web/pages.mjs $(ARGS)
	@node test/web/actions.mjs
	@node test/web/accounts.mjs

# The sanitizer builds: `make asan`, `make tsan`; of some folders alone: `make asan FOLDERS="text source"`.
FOLDERS ?=
space := $(subst ,, )
asan tsan:
	@tools/setup build run test
	@cmake --preset $@ >build/$@.log 2>&1 || { cat build/$@.log; exit 1; }
	@cmake --build build/$@ -j $(JOBS) $(FOLDERS:%=--target %_tests)
	@tools/run-tests $@ $(if $(strip $(FOLDERS)),-R "^($(subst $(space),|,$(strip $(FOLDERS))))$$") $(ARGS)

check:
	@tools/setup build run check
	@cmake --preset release -DBC_TESTS=ON >build/release.log 2>&1 || { cat build/release.log; exit 1; }
	@tools/check $(ARGS)

# Slow, and not part of `make check`: clang-tidy over what has changed, or ARGS="src/x.cpp".
lint:
	@tools/setup build run test lint
	@tools/lint $(ARGS)

format:
	@tools/setup check
	@git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format-19 -i

# Each fuzz target for a minute, or ARGS="source_sheets 600".
fuzz:
	@tools/setup build run fuzz
	@cmake --preset fuzz >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }
	@cmake --build build/fuzz -j $(JOBS)
	@tools/fuzz $(ARGS)

dist: build
	@tools/dist $(ARGS)

bench:
	@tools/setup build run bench
	@cmake --preset release -DBC_BENCH=ON >build/release.log 2>&1 || { cat build/release.log; exit 1; }
	@cmake --build build/release -j $(JOBS)
	@tools/bench $(ARGS)

clean:
	rm -rf build

build run test test-web asan tsan fuzz check dist bench: | build/
build/:
	@mkdir -p build
