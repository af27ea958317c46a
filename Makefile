# briefcast: spoken briefings that can be trusted.  `make help` lists targets.
#
# One file, not recursive but for one thing: `make briefing` and its like
# first install what is missing, and only then start the make that needs it.
# All that is made goes below out/, of each way to build into out/<mode>/.

VERSION := 0.1.0
PREFIX  ?= /usr/local
DESTDIR ?=
ARTICLE ?= tests/articles/the-sea-clock.md
TIME    ?= 60
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
FUZZ_CC ?= clang

.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

# ---- how to compile

packages := espeak-ng sndfile lame gumbo libxml-2.0 md4c icu-uc icu-i18n \
            libzip libebur128 soxr sqlite3 jansson inih uchardet \
            libxxhash libseccomp
# Opened by the first that needs them (src/base/library.h).
opened   := libcurl pangocairo fontconfig

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
            -Wpointer-arith -Wwrite-strings -Wundef -Wvla -Wformat=2 \
            -Wno-overlength-strings -Werror=implicit-function-declaration

modes := release debug coverage fuzz

cflags_release   := -O2 -g -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2
ldflags_release  := -pie -Wl,-z,relro,-z,now
cflags_debug     := -O1 -g -fno-omit-frame-pointer \
                    -fsanitize=address,undefined -fno-sanitize-recover=all
ldflags_debug    := -fsanitize=address,undefined
cflags_coverage  := -O0 -g --coverage
ldflags_coverage := --coverage -Wl,--wrap=_exit
cflags_fuzz      := -O1 -g -fno-omit-frame-pointer \
                    -fsanitize=fuzzer-no-link,address,undefined \
                    -fno-sanitize-recover=all
ldflags_fuzz     := -fsanitize=fuzzer,address,undefined
compiler_fuzz     = $(FUZZ_CC)

# Asked once, when the first file is compiled; a new machine has no pkg-config
# before scripts/bootstrap has run.
pkg_cflags = $(eval pkg_cflags := $$(shell pkg-config --cflags $$(packages) $$(opened)))$(pkg_cflags)
pkg_libs   = $(eval pkg_libs := $$(shell pkg-config --libs $$(packages)))$(pkg_libs)

# Sources have relative names, and the folder is mapped away: the binary is
# the same from wherever it is built.
includes  = -std=c17 -D_GNU_SOURCE -Isrc \
            -DBRIEFCAST_VERSION='"$(VERSION)"' \
            -DBRIEFCAST_DATA_DIR='"$(PREFIX)/share/briefcast"' $(pkg_cflags)
compiler  = $(or $(compiler_$(mode)),$(CC))
compile   = $(compiler) $(includes) $(warnings) $(cflags_$(mode)) \
            -ffile-prefix-map=$(CURDIR)=. $(CPPFLAGS) $(CFLAGS)
link      = $(compiler) $(ldflags_$(mode)) $(LDFLAGS)
libraries = $(pkg_libs) -lm
# out/<mode>/... is being made.
mode      = $(word 2,$(subst /, ,$@))

# One line a file; `make V=1` shows whole commands.
say = $(if $(V),,@echo '$(1) $@' &&)

# ---- what there is

sources := $(sort $(wildcard src/*/*.c))
headers := $(sort $(wildcard src/*/*.h))
main    := src/cli/main.c
tests   := $(sort $(wildcard tests/unit/*/test_*.c))
fuzzers := $(sort $(wildcard tests/fuzz/fuzz_*.c))
shims   := $(sort $(wildcard tests/fault/*.c))
pages   := $(sort $(wildcard src/man/*.[15]))
voices  := $(sort $(wildcard voices/*.voice voices/*.lexicon))

unit_tests = $(tests:%.c=out/$(1)/%)
# Loaded before the C library by tests that want faults from it.
test_shims = $(shims:%.c=out/$(1)/%.so)

.PHONY: all help briefing bootstrap ready test test-all run-tests \
        check bench \
        bench-quick coverage run-coverage fuzz run-fuzz fault run-fault hostile run-hostile soak run-soak \
        book-size \
        install uninstall clean FORCE

all: out/briefcast

help:
	@echo 'make                     build out/briefcast'
	@echo 'make briefing            set up, build, and make out/<title>.mp3 of a sample article'
	@echo 'make briefing ARTICLE=path   the same of any article'
	@echo 'make test                set up, build, and pass the tests'
	@echo 'make test-all            the same; fails where npm cannot get what the browser tests need'
	@echo 'make check               layout, lint, warnings, layers, headers, scripts, man pages'
	@echo 'make bench               measure against espeak-ng and lame'
	@echo 'make bench-quick         the same without the 10-hour book'
	@echo 'make coverage            run the tests and name the lines that none reaches'
	@echo 'make fuzz TIME=60        fuzz each entry point for so many seconds (RUNS=N: inputs)'
	@echo 'make fault               make each write, fork, allocation ... of a run fail in turn'
	@echo 'make hostile             give it hostile documents: bombs, floods, lies, bad servers'
	@echo 'make soak                a digest of 365 simulated days, some of whose runs fail'
	@echo 'make install             install below DESTDIR and PREFIX ($(PREFIX))'
	@echo 'make uninstall           remove what make install installed'
	@echo 'make clean               remove out/'
	@echo 'Options: -jN builds on N cores, V=1 shows commands, CC=clang chooses the compiler.'

# Where make was not told how many jobs to run, the targets that set
# everything up use all cores.
sub_make = $(MAKE) --no-print-directory \
           $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$$(nproc))

bootstrap:
	@scripts/bootstrap build

# Says what is missing, and how to get it, before the compiler stumbles.
ready:
	@scripts/bootstrap --dry-run build

export ARTICLE
briefing:
	@scripts/bootstrap build
	@+$(sub_make) all
	@out/briefcast make -- "$$ARTICLE"

# ---- building, the same rules for each mode

out/briefcast: out/release/briefcast
	@ln -sfn release/briefcast $@

define mode_rules
objects_$(1) := $(sources:%.c=out/$(1)/%.o)

# Holds the flags, and so changes with them.
out/$(1)/flags: FORCE | ready
	@mkdir -p $$(@D)
	@echo $$(call quoted,$$(compile) $$(libraries)) | cmp -s - $$@ || \
	    echo $$(call quoted,$$(compile) $$(libraries)) >$$@

out/$(1)/%.o: %.c out/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,cc) $$(compile) -Itests -MMD -MP -c -o $$@ $$<

# All but main(): what tests and fuzzers link.  Appended, not replaced, since
# folders may have files of one name.
out/$(1)/libbriefcast.a: $$(filter-out out/$(1)/$(main:.c=.o),$$(objects_$(1)))
	@rm -f $$@
	$$(call say,ar) ar cqsD $$@ $$^

# Of objects, not of the archive: so no symbol can be defined twice unseen.
out/$(1)/briefcast: $$(objects_$(1)) $(extra_$(1))
	$$(call say,ld) $$(link) -o $$@ $$^ $$(libraries)

out/$(1)/tests/unit/%: out/$(1)/tests/unit/%.o out/$(1)/libbriefcast.a $(extra_$(1))
	$$(call say,ld) $$(link) -o $$@ $$^ $$(libraries) -lcmocka

out/$(1)/tests/fault/%.so: tests/fault/%.c out/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,ld) $(CC) $$(includes) $$(warnings) -O1 -g -fPIC -shared -o $$@ $$< -ldl

out/$(1)/tests/fuzz/%: out/$(1)/tests/fuzz/%.o $(driver_$(1)) out/$(1)/libbriefcast.a
	$$(call say,ld) $$(link) -o $$@ $$^ $$(libraries)

-include $(patsubst %.c,out/$(1)/%.d,$(sources) $(tests) $(fuzzers))
endef

quoted = '$(subst ','\'',$(1))'

# libFuzzer drives fuzzers in its own mode; in others they have a main() of ours.
driver_release := out/release/tests/fuzz/drive_text.o
driver_debug   := out/debug/tests/fuzz/drive_text.o

# Workers leave by _exit(), which would lose what they counted.
extra_coverage := out/coverage/tests/coverage/exit.o

$(foreach mode,$(modes),$(eval $(call mode_rules,$(mode))))

# ---- tests

test:
	@scripts/bootstrap build test
	@+$(sub_make) run-tests

run-tests: out/briefcast out/debug/briefcast \
           $(call unit_tests,release) $(call unit_tests,debug) \
           $(call test_shims,release) $(call test_shims,debug) \
           $(fuzzers:%.c=out/debug/%)
	@scripts/run-tests release debug

test-all:
	@scripts/bootstrap build test all
	@+$(sub_make) run-tests

bench:
	@scripts/bootstrap build bench
	@+$(sub_make) all
	@scripts/bench
	@scripts/bench-reading
	@scripts/bench-digest

bench-quick:
	@scripts/bootstrap build bench
	@+$(sub_make) all
	@scripts/bench --quick
	@scripts/bench-reading
	@scripts/bench-digest

coverage:
	@scripts/bootstrap build test
	@+$(sub_make) run-coverage

run-coverage: out/coverage/briefcast $(call unit_tests,coverage) \
              $(call test_shims,coverage)
	@find out/coverage -name '*.gcda' -delete
	@scripts/run-tests coverage
	@scripts/coverage

fuzz:
	@scripts/bootstrap build fuzz
	@+$(sub_make) run-fuzz

run-fuzz: $(fuzzers:%.c=out/fuzz/%)
	@scripts/fuzz $(TIME) $^

fault:
	@scripts/bootstrap build test
	@+$(sub_make) run-fault

run-fault: out/briefcast $(call test_shims,release)
	@scripts/fault

hostile:
	@scripts/bootstrap build test
	@$(sub_make) run-hostile

run-hostile: out/briefcast $(call test_shims,release)
	@scripts/hostile

soak:
	@scripts/bootstrap build test
	@$(sub_make) run-soak

run-soak: out/briefcast $(call test_shims,release)
	@scripts/soak

# ---- checks; each file is looked at again only when it has changed

check_files := $(sources) $(tests) $(fuzzers) $(shims) tests/fuzz/drive_text.c
check_steps := $(check_files:%.c=out/check/gcc/%.ok) \
               $(check_files:%.c=out/check/clang/%.ok) \
               $(check_files:%.c=out/check/tidy/%.ok) \
               $(headers:%.h=out/check/header/%.ok)
checks := check-format check-layers check-style check-scripts check-pages \
          check-cppcheck
.PHONY: $(checks) run-check

check:
	@scripts/bootstrap build test check
	@+$(sub_make) run-check

run-check: $(checks) $(check_steps)
	@echo 'check: all clean'

check-format:
	@clang-format --dry-run --Werror $(check_files) $(headers)

check-layers:
	@scripts/check-layers

check-style:
	@scripts/check-style

check-scripts:
	@scripts/check-scripts

check-pages:
	@$(if $(pages),mandoc -T lint -W warning,:) $(pages)

check-cppcheck:
	@mkdir -p out/check/cppcheck
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -Isrc \
	    --enable=warning,performance,portability \
	    --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches \
	    --suppress=unmatchedSuppression --cppcheck-build-dir=out/check/cppcheck src

strict = $(includes) $(warnings) -Itests -Werror -O2 -D_FORTIFY_SOURCE=2

out/check/gcc/%.ok: %.c Makefile
	@mkdir -p $(@D)
	@gcc $(strict) -MMD -MP -MT $@ -MF $(@:.ok=.d) -c -o /dev/null $<
	@touch $@

out/check/clang/%.ok: %.c Makefile
	@mkdir -p $(@D)
	@clang $(strict) -MMD -MP -MT $@ -MF $(@:.ok=.d) -c -o /dev/null $<
	@touch $@

out/check/tidy/%.ok: %.c Makefile .clang-tidy
	@mkdir -p $(@D)
	@clang $(includes) -Itests -MM -MP -MT $@ -MF $(@:.ok=.d) $<
	@clang-tidy --quiet $< -- $(includes) -Itests 2>$(@:.ok=.log) || \
	    { cat $(@:.ok=.log); exit 1; }
	@touch $@

# A header must need nothing that stands before it.
out/check/header/%.ok: %.h Makefile
	@mkdir -p $(@D)
	@gcc $(strict) -MMD -MP -MT $@ -MF $(@:.ok=.d) -x c -include $< \
	    -c -o /dev/null /dev/null
	@touch $@

-include $(check_steps:.ok=.d)

# ---- installing

bin := $(DESTDIR)$(PREFIX)/bin
data := $(DESTDIR)$(PREFIX)/share/briefcast/voices
man := $(DESTDIR)$(PREFIX)/share/man

install: out/release/briefcast
	@install -d '$(bin)' '$(data)'
	@install -m 755 out/release/briefcast '$(bin)/briefcast'
	@install -m 644 $(voices) '$(data)'
	@for page in $(pages); do \
	    install -D -m 644 $$page "$(man)/man$${page##*.}/$${page##*/}"; done
	@echo 'Installed $(bin)/briefcast'

uninstall:
	@rm -f '$(bin)/briefcast' $(foreach page,$(notdir $(pages)), \
	    '$(man)/man$(subst .,,$(suffix $(page)))/$(page)')
	@rm -rf '$(DESTDIR)$(PREFIX)/share/briefcast'
	@echo 'Removed $(bin)/briefcast'

clean:
	@rm -rf out
