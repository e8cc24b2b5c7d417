# make          the checks, then the site in site/ and the books in site/books/
# make books    the same; make verify-books judges what was printed; python -m handbook books --phone adds small books
# make preview  the same whatever the checks find: to look at a change
# make pictures the sample book's pages drawn anew, after a change of the template: look at them, then commit them
# make offline  all of it in one zip in build/, to be read from a folder
# make test     all tests
# make bench    what it costs, beside other generators (BENCH=--save keeps the figures and quotes them; a quarter of an hour)
# make audit    Lighthouse on the built site (needs Node.js)
# make serve    preview with live reload: an edited page shows at once, search and findings follow (LANG_ONLY=zh: one language)
# make check    the checks alone
# make screenshots  the pictures of the guide to editing, from the built site
# make fuzz     the fuzz tests for minutes instead of seconds (EXAMPLES=5000 of each: 12 minutes of one processor)
# make mutants  spoil the checks bit by bit and count what no test notices (SAMPLE=400: so many of all; SEED=9: which; ONLY=drift: of one module)
# make interrupted  kill make and its set-ups at moments of their run: what was published stays whole, the next repairs (MOMENTS=12 SET_UPS=5)
# make properdocs  build with ProperDocs too: the same, but for the generator's name
# make advisories  known holes in what we depend on (asks PyPI); make sbom lists it in build/sbom.json
# make lock     after a change of dependencies: requirements.txt anew, with hashes
# Each sets up what it needs: .venv/ from requirements.txt; nothing is installed outside it but a browser for the tests.

# The first Python that is new enough: pymdown-extensions 13 asks for 3.11.5.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11, 5))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do $$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PYTHONPATH := hooks
export NO_MKDOCS_2_WARNING := 1
# The commit's date, so that the same commit gives the same bytes on another day.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.DELETE_ON_ERROR:
.PHONY: all ready site books preview screenshots offline verify-books pictures test audit serve check lock clean

all: books

ready: $(READY)

site: $(READY)
	$(BIN)/python -m handbook build --no-books $(LENIENT)
	@echo "网站已生成 / the site is built: open site/index.html (中文) or site/en/index.html (English)"

books: $(READY)
	$(BIN)/python -m handbook build $(LENIENT)
	@echo "两本书已排好 / the books are printed: site/books/"

preview: LENIENT := --no-strict
preview: books

offline: books
	$(BIN)/python -m handbook offline

verify-books: books build/tools/verapdf
	BOOKS_SITE=site $(BIN)/pytest tests/books
	BOOKS_SITE=site PYTHONPATH=build/tools/verapdf $(BIN)/pytest tests/books/verify_standards.py

pictures: $(READY)
	PYTHONPATH=hooks:tests $(BIN)/python tests/books/pictures.py

check: $(READY)
	@$(BIN)/python -m handbook check

screenshots: site $(VENV)/browser
	@$(BIN)/python tests/browser/screenshots.py

bench: $(READY)
	-@$(MAKE) --no-print-directory build/tools/peers # without them the rest is measured
	@$(BIN)/python tests/bench/run.py $(BENCH)

serve: $(READY)
	$(BIN)/mkdocs serve --no-strict --livereload

test: $(READY) $(VENV)/browser
	$(BIN)/ruff check hooks tests
	$(BIN)/ruff format --check --quiet hooks tests
	$(BIN)/mypy
	$(BIN)/pytest

audit: site $(VENV)/browser $(VENV)/lighthouse
	PYTHONPATH=tests/browser $(BIN)/python tests/audit/lighthouse.py

# Each target's tools stand in build/tools/, from its lock, so that .venv stays what the site and the tests need.
TOOLS := $(patsubst tests/tools/%.txt,build/tools/%,$(wildcard tests/tools/*.txt))
$(READY): requirements.txt
$(VENV)/browser: $(READY) tests/browser/install.py
$(VENV)/lighthouse: $(READY) tests/audit/package-lock.json
$(TOOLS): build/tools/%: tests/tools/%.txt $(READY)

# One make at a time sets up, and not while a command writes the site: both hold this lock on the folder. It leaves no
# file, and ends with the last process that holds it, however that ends. Whoever has waited looks again what is to be done.
define ALONE
import fcntl, os, sys
lock = os.open(".", os.O_RDONLY)
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("另一个命令正在这里写入，等它结束 / another command is writing here: waiting for it to end", file=sys.stderr)
    fcntl.flock(lock, fcntl.LOCK_EX)
except OSError:
    pass  # a network disk that can't lock a folder
os.set_inheritable(lock, True)
os.execvp(sys.argv[1], sys.argv[1:])
endef
export ALONE
ifndef LOCKED
$(READY) $(VENV)/browser $(VENV)/lighthouse $(TOOLS):
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "需要 Python 3.11.5 或更新版本 / Python 3.11.5 or newer is needed (make PYTHON=/path/to/python3)"; exit 1; }
	@$(PYTHON) -X utf8 -c "$$ALONE" $(MAKE) --silent --no-print-directory LOCKED=1 $@
else
# `ready` says that .venv is whole: without it, as after a run that was stopped, .venv is made anew.
$(READY):
	@test -e $@ || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $@
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt \
		|| { echo "未能安装依赖：请检查网络与磁盘空间，然后重新运行 / installing failed: check network and disk space, then run this again"; exit 1; }
	@echo "$(CURDIR)/hooks" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/handbook.pth" # `python -m handbook`
	@touch $@

$(VENV)/browser:
	@$(BIN)/python tests/browser/install.py
	@touch $@

# npm checks every hash of the lock file.
$(VENV)/lighthouse:
	@command -v npm >/dev/null || { echo "需要 Node.js 18 或更新版本及 npm / Node.js 18 or newer and npm are needed"; exit 1; }
	@PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(TOOLS):
	@rm -rf $@ $@.new
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --target $@.new -r tests/tools/$(@F).txt \
		|| { echo "无法安装 $(@F) 的工具 / the tools of $(@F) could not be installed"; exit 1; }
	@touch $@.new
	@mv $@.new $@ # a folder that is there is whole
endif

.PHONY: interrupted properdocs mutants advisories sbom fuzz
properdocs: build/tools/properdocs
	$(BIN)/pytest tests/tools/properdocs.py

interrupted: $(READY)
	$(BIN)/pytest -s tests/tools/interrupted.py

mutants: build/tools/mutants
	$(BIN)/python tests/tools/mutants.py $(if $(SAMPLE),--sample=$(SAMPLE)) $(if $(SEED),--seed=$(SEED)) $(if $(ONLY),--only=$(ONLY))

advisories: build/tools/advisories
	PYTHONPATH=$< $(BIN)/python -m pip_audit --strict $(addprefix --requirement ,requirements.txt $(wildcard tests/tools/*.txt)) --disable-pip --require-hashes

sbom: build/tools/advisories
	PYTHONWARNINGS=ignore PYTHONPATH=$< $(BIN)/python -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible -o build/sbom.json requirements.txt

fuzz: $(READY)
	EXAMPLES=$(or $(EXAMPLES),5000) $(BIN)/pytest tests/test_fuzz.py

LOCK := uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate
lock:
	$(LOCK) --group test pyproject.toml -o requirements.txt
	for tool in properdocs mutants advisories verapdf peers; do $(LOCK) --constraint requirements.txt --group pyproject.toml:$$tool -o tests/tools/$$tool.txt; done

clean:
	rm -rf site .site.* .cache $(VENV)
