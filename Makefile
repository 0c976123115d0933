# The front door: `make run` opens the cockpit on the sample data, `make test` runs the whole suite.
# Both install what the system lacks first (as root, or with sudo).

PREFIX ?= /usr/local
DESTDIR ?=
DATA ?= sample-data
SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
BIN = .build/release/revtop
COMPANY = --deals 1500 --seed 1

.PHONY: run build test verify acceptance monkey lint install install-files uninstall deb try-deb \
  sample-data metrics keys pictures bench bench-import latency evaluate clean help

help:
	@echo "make run            build and open the cockpit on sample-data (DATA=folder for another)"
	@echo "make test           the whole test suite"
	@echo "make acceptance     the forty points, checked from outside through tmux"
	@echo "make monkey         random keys at the real program (KEYS=$(KEYS), SEED=$(SEED))"
	@echo "make verify         every number against a second implementation (needs python3)"
	@echo "make build          the release binary, $(BIN)"
	@echo "make install        into PREFIX=$(PREFIX) (and DESTDIR)"
	@echo "make deb            a Debian package, in .build/deb"
	@echo "make try-deb        installs, uses and removes it on a clean Debian 12 (root, mmdebstrap)"
	@echo "make lint           formatting rules"
	@echo "make sample-data    write the invented company again"
	@echo "make metrics        write Documentation/Metrics.md again from the catalogue"
	@echo "make keys           write Documentation/Keys.md again from the table of commands"
	@echo "make pictures       make the README's pictures again"
	@echo "make bench          a million deals: load, ask, step through time, draw, in one table"
	@echo "make latency        how soon the cockpit answers keys on that many deals"
	@echo "make evaluate       back-test the forecast on fresh companies (FOLDERS=\"a b\" for snapshots)"
	@echo "make bench-import   a million deals imported from an export"

run: build
	@$(BIN) $(DATA)

build:
	@Scripts/prerequisites.sh
	$(SWIFT) build $(RELEASE) --product revtop

test:
	@Scripts/prerequisites.sh --with-tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# From outside: the release binary in a real terminal.
acceptance: build
	@Scripts/prerequisites.sh --with-tests
	Scripts/acceptance.sh $(BIN) $(POINTS)

KEYS ?= 50000
SEED ?= 1
monkey: build
	@Scripts/prerequisites.sh --with-tests
	Scripts/monkey.sh $(BIN) $(KEYS) $(SEED)

# Invented companies, asked the same questions twice: see Tests/Oracle/README.md.
SEEDS = 1..120
QUESTIONS = 10
LAW_SEEDS = 1..12
verify: build
	REVTOP=$(BIN) python3 Tests/Oracle/verify.py --seeds $(SEEDS) --questions $(QUESTIONS)
	REVTOP=$(BIN) python3 Tests/Oracle/verify_laws.py --seeds $(LAW_SEEDS)

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

sample-data: build
	$(BIN) sample $(COMPANY) --out sample-data --force

metrics: build
	@mkdir -p Documentation
	$(BIN) metrics --markdown > Documentation/Metrics.md

keys: build
	@mkdir -p Documentation
	$(BIN) keys --markdown > Documentation/Keys.md

# The pictures of the README, made by the program itself.
PICTURES = Documentation/pictures
pictures: build
	@mkdir -p $(PICTURES)
	$(BIN) print sample-data --size 120x40 --svg > $(PICTURES)/dashboard.svg
	$(BIN) print sample-data --size 120x40 --keys 2 Enter --svg > $(PICTURES)/at-risk.svg
	$(BIN) print sample-data --size 100x30 --keys 1 e --svg > $(PICTURES)/explain.svg
	$(BIN) print sample-data --size 120x40 --keys 2 Enter Enter --svg > $(PICTURES)/inspector.svg
	$(BIN) print sample-data --size 120x40 --keys 5 --svg > $(PICTURES)/movement.svg
	$(BIN) print sample-data --play Documentation/tour.replay --tour > $(PICTURES)/tour.svg

BENCH_DEALS ?= 1000000
bench: build
	@mkdir -p .build/bench
	@[ -e .build/bench/deals-$(BENCH_DEALS)/deals.csv ] || \
	  $(BIN) sample --deals $(BENCH_DEALS) --seed 11 --out .build/bench/deals-$(BENCH_DEALS)
	$(SWIFT) build $(RELEASE) --product RevBench
	.build/release/RevBench .build/bench/deals-$(BENCH_DEALS)

# From outside, through a pseudo-terminal: wait for the first byte and for the last one.
latency: build
	@mkdir -p .build/bench
	@[ -e .build/bench/deals-$(BENCH_DEALS)/deals.csv ] || \
	  $(BIN) sample --deals $(BENCH_DEALS) --seed 11 --out .build/bench/deals-$(BENCH_DEALS)
	python3 Scripts/latency.py $(BIN) .build/bench/deals-$(BENCH_DEALS)
	python3 Scripts/latency.py $(BIN) .build/bench/deals-$(BENCH_DEALS) steps

# Twenty companies with seeds that nothing was tuned on; the published run stands in
# Documentation/Forecast.md.
EVALUATE_SEED ?= 7100
FOLDERS ?=
evaluate:
	@Scripts/prerequisites.sh
	$(SWIFT) build $(RELEASE) --product RevEvaluate
	.build/release/RevEvaluate --seed $(EVALUATE_SEED) $(FOLDERS)

# A million invented opportunities: input a second, processor time a byte, memory.
bench-import:
	@mkdir -p .build/bench
	$(SWIFT) build $(RELEASE) --product ImportBench
	.build/release/ImportBench .build/bench $(BENCH_DEALS)

SHARE = $(DESTDIR)$(PREFIX)/share
install: build install-files

# The manual page and the completions are made by the program, from its own definitions.
install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/revtop/themes" "$(SHARE)/revtop/sample-data" \
	  "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
	  "$(SHARE)/zsh/vendor-completions" "$(SHARE)/fish/vendor_completions.d"
	install -m 755 $(BIN) "$(DESTDIR)$(PREFIX)/bin/revtop"
	install -m 644 themes/* "$(SHARE)/revtop/themes/"
	install -m 644 sample-data/* "$(SHARE)/revtop/sample-data/"
	$(BIN) manual > "$(SHARE)/man/man1/revtop.1"
	$(BIN) --generate-completion-script bash > "$(SHARE)/bash-completion/completions/revtop"
	$(BIN) --generate-completion-script zsh > "$(SHARE)/zsh/vendor-completions/_revtop"
	$(BIN) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/revtop.fish"
	chmod 644 "$(SHARE)/man/man1/revtop.1" "$(SHARE)/bash-completion/completions/revtop" \
	  "$(SHARE)/zsh/vendor-completions/_revtop" "$(SHARE)/fish/vendor_completions.d/revtop.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/revtop" "$(SHARE)/man/man1/revtop.1" \
	  "$(SHARE)/bash-completion/completions/revtop" "$(SHARE)/zsh/vendor-completions/_revtop" \
	  "$(SHARE)/fish/vendor_completions.d/revtop.fish"
	rm -rf "$(SHARE)/revtop"

deb: build
	@command -v dpkg-shlibdeps >/dev/null || { echo "revtop: 'make deb' needs the package dpkg-dev" >&2; exit 1; }
	@Scripts/package-deb.sh $(BIN) .build/deb

# Installs it on a clean Debian 12, uses it and removes it; as root, needs mmdebstrap.
try-deb: deb
	Scripts/try-deb.sh $$(ls -t .build/deb/*.deb | head -1)

clean:
	rm -rf .build
