# briefcast: spoken briefings that can be trusted.  `make help` lists targets.
#
# One file, not recursive.  Everything that is made goes below out/; objects
# and binaries of a build mode live in out/<mode>/.

MODE    ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
ARTICLE ?= tests/articles/the-sea-clock.md
VERSION := 0.1.0

out     := out/$(MODE)
CC      ?= gcc

packages := espeak-ng sndfile gumbo libxml-2.0 icu-uc icu-i18n libcurl libzip \
            libebur128 soxr sqlite3 jansson inih uchardet libxxhash libseccomp

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
            -Wpointer-arith -Wwrite-strings -Wundef -Wvla -Wformat=2 \
            -Wno-overlength-strings -Werror=implicit-function-declaration
cflags_release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
cflags_debug   := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
                  -fno-omit-frame-pointer
ldflags_release := -pie -Wl,-z,relro,-z,now
ldflags_debug   := -fsanitize=address,undefined

# Paths are relative and mapped away, so that the binary is the same from any
# folder; pkg-config is asked once, after scripts/bootstrap had its chance.
all_cflags  = -std=c17 -D_GNU_SOURCE -Isrc $(warnings) $(cflags_$(MODE)) \
              -ffile-prefix-map=$(CURDIR)=. $(pkg_cflags) $(CFLAGS)
all_ldflags = $(ldflags_$(MODE)) $(LDFLAGS)
all_libs    = $(pkg_libs) -lmp3lame -lmd4c -lm

pkg_cflags = $(eval pkg_cflags := $$(shell pkg-config --cflags $(packages)))$(pkg_cflags)
pkg_libs   = $(eval pkg_libs := $$(shell pkg-config --libs $(packages)))$(pkg_libs)

defines := -DBRIEFCAST_VERSION='"$(VERSION)"' \
           -DBRIEFCAST_DATA_DIR='"$(PREFIX)/share/briefcast"'

sources   := $(sort $(wildcard src/*/*.c))
objects   := $(sources:%.c=$(out)/%.o)
# All but main() goes into one archive, which the tests link.
archive   := $(out)/libbriefcast.a
tests     := $(sort $(wildcard tests/unit/*/test_*.c))
test_bins := $(tests:%.c=$(out)/%)

.PHONY: all briefing test test-all check bench fuzz fault install uninstall \
        clean help bootstrap units

all: out/briefcast

help:
	@echo 'make                 build out/briefcast'
	@echo 'make briefing        set up, build, and make out/<title>.mp3 of ARTICLE=path'
	@echo 'make test            set up, build, and run all tests'
	@echo 'make check           format, lint, layers, headers, shell scripts'
	@echo 'make bench           measure against espeak-ng and lame'
	@echo 'make install         install below DESTDIR/PREFIX'
	@echo 'make MODE=debug      build with address and undefined-behaviour checks'
	@echo 'make clean           remove out/'

bootstrap:
	@scripts/bootstrap

out/briefcast: out/release/briefcast
	@ln -sfn release/briefcast $@

$(out)/briefcast: $(out)/src/cli/main.o $(archive)
	$(CC) $(all_ldflags) -o $@ $^ $(all_libs)

$(archive): $(filter-out $(out)/src/cli/main.o,$(objects))
	@rm -f $@
	@ar crsD $@ $^

$(out)/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(all_cflags) $(defines) -MMD -MP -c -o $@ $<

$(out)/tests/%: tests/%.c $(archive) Makefile
	@mkdir -p $(@D)
	$(CC) $(all_cflags) $(defines) -Itests -MMD -MP -o $@ $< $(archive) \
	    $(all_ldflags) $(all_libs) -lcmocka

-include $(objects:.o=.d) $(test_bins:=.d)

units: $(test_bins)
	@for t in $(test_bins); do $$t || exit 1; done

clean:
	rm -rf out
