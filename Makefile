# The front door: `make run` opens the cockpit on the sample data, `make test` runs the whole suite.
# Both install what the system lacks first (as root, or with sudo).

PREFIX ?= /usr/local
DESTDIR ?=
DATA ?= sample-data
SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
BIN = .build/release/revtop
COMPANY = --deals 1500 --seed 1

.PHONY: run build test verify lint install uninstall sample-data metrics pictures bench evaluate clean help

help:
	@echo "make run            build and open the cockpit on sample-data (DATA=folder for another)"
	@echo "make test           the whole test suite"
	@echo "make verify         every number against a second implementation (needs python3)"
	@echo "make build          the release binary, $(BIN)"
	@echo "make install        into PREFIX=$(PREFIX) (and DESTDIR)"
	@echo "make lint           formatting rules"
	@echo "make sample-data    write the invented company again"
	@echo "make metrics        write Documentation/Metrics.md again from the catalogue"
	@echo "make pictures       make the README's pictures again"
	@echo "make bench          a million deals: load, ask, step through time"
	@echo "make evaluate       back-test the forecast on fresh companies (FOLDERS=\"a b\" for snapshots)"

run: build
	@$(BIN) $(DATA)

build:
	@Scripts/prerequisites.sh
	$(SWIFT) build $(RELEASE) --product revtop

test:
	@Scripts/prerequisites.sh --with-tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# Invented companies, asked the same questions twice: see Tests/Oracle/README.md.
SEEDS = 1..120
QUESTIONS = 10
LAW_SEEDS = 1..12
verify: build
	REVTOP=$(BIN) python3 Tests/Oracle/verify.py --seeds $(SEEDS) --questions $(QUESTIONS)
	REVTOP=$(BIN) python3 Tests/Oracle/verify_laws.py --seeds $(LAW_SEEDS)

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

sample-data: build
	$(BIN) sample $(COMPANY) --out sample-data --force

metrics: build
	@mkdir -p Documentation
	$(BIN) metrics --markdown > Documentation/Metrics.md

# The pictures of the README, made by the program itself.
PICTURES = Documentation/pictures
pictures: build
	@mkdir -p $(PICTURES)
	$(BIN) print sample-data --size 120x40 --svg > $(PICTURES)/dashboard.svg
	$(BIN) print sample-data --size 120x40 --keys 2 Enter --svg > $(PICTURES)/at-risk.svg
	$(BIN) print sample-data --size 100x30 --keys 1 e --svg > $(PICTURES)/explain.svg
	$(BIN) print sample-data --size 120x40 --keys 2 Enter Enter --svg > $(PICTURES)/inspector.svg
	$(BIN) print sample-data --size 120x40 --keys 5 --svg > $(PICTURES)/movement.svg

BENCH_DEALS ?= 1000000
bench: build
	@mkdir -p .build/bench
	@[ -e .build/bench/deals-$(BENCH_DEALS)/deals.csv ] || \
	  $(BIN) sample --deals $(BENCH_DEALS) --seed 11 --out .build/bench/deals-$(BENCH_DEALS)
	REVTOP_BENCHMARKS=1 $(SWIFT) run $(RELEASE) RevBench .build/bench/deals-$(BENCH_DEALS)

# Twenty companies with seeds that nothing was tuned on; the published run stands in
# Documentation/Forecast.md.
EVALUATE_SEED ?= 7100
FOLDERS ?=
evaluate:
	@Scripts/prerequisites.sh
	REVTOP_BENCHMARKS=1 $(SWIFT) run $(RELEASE) RevEvaluate --seed $(EVALUATE_SEED) $(FOLDERS)

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/revtop/themes" \
	  "$(DESTDIR)$(PREFIX)/share/revtop/sample-data"
	install -m 755 $(BIN) "$(DESTDIR)$(PREFIX)/bin/revtop"
	install -m 644 themes/* "$(DESTDIR)$(PREFIX)/share/revtop/themes/"
	install -m 644 sample-data/* "$(DESTDIR)$(PREFIX)/share/revtop/sample-data/"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/revtop"
	rm -rf "$(DESTDIR)$(PREFIX)/share/revtop"

clean:
	rm -rf .build
