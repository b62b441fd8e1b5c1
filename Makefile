# Needs git, make and a Python from 3.12 on. Everything else is made here, in .venv, node_modules and $(DATA).
#
#   make demo     a whole newspaper on this machine (PORT=8000, DATA=var)
#   make test     the tests that need nothing but Python
#   make coverage the same, with the branches that they take
#   make mutants  put faults into the code, one at a time, and see how many the tests find (ARGS="--mutants=400")
#   make check    lint, settings, migrations, and the tests that need Chromium, PostgreSQL, Redis and npm
#   make bench    what pages cost, beside files and a bare view (needs wrk and nginx)
#   make bench-search  what search costs, beside a section's page (SIZES="20000 100000"; one with DATABASE_URL, an empty PostgreSQL)
#   make bench-typing  what a key costs in a story of 10,000 words, beside the editor's own way (`make demo` must be running)
#   make bench-hand  clicks and scrolls for a poll story (`make demo` must be running; ARGS="--before ADDRESS" beside an earlier form)
#   make bench-letters  issues of a letter into a mail server of the same machine, beside send_mass_mail (ARGS="--kills 20")
#   make lighthouse  how a phone on a slow line has the running demonstration (fetches Lighthouse; wants a quiet machine)
#   make drills   break a paper on purpose and see what holds; make drill-slow for one (needs wrk, redis-server)
#   make fuzz     a million broken documents through saving and drawing (FUZZ_DOCUMENTS)
#   make hostile-files  upload 160 files that mean harm, and see what each costs
#   make format   lay the code out
#   make lock     write down anew what is installed, with hashes (UPGRADE=-U for all, UPGRADE="-P django" for one)
#   make messages bring the Welsh catalogue up to date with the code, and compile it
#   make licences list under which licence each package is (docs/licences.md)
#   make font     cut the headlines' face anew out of the whole one (needs the network)
#   make sbom     what the paper runs on, for programs (CycloneDX, build/sbom.json)
#   make clean    remove what was made here, but not what was written: DATA stays

VENV := .venv
PYTHON_IN := $(VENV)/bin/python
OLDEST := (3, 12)
BIOME := node_modules/.bin/biome
PIP := $(PYTHON_IN) -m pip install -qq --no-input --disable-pip-version-check --require-hashes
LOCK := $(VENV)/bin/uv pip compile -q --generate-hashes --universal --python-version 3.12 --no-annotate --no-header
SAFE := docs/minimum-versions.txt
SIZES := 20000
NEEDS_SERVERS := browser or postgresql or redis or node
# What the tests of this marker try a little of, tried at length.
MANY := PROPERTY_EXAMPLES=1000 FUZZ_DOCUMENTS=2000 MALFORMED=1000 CALLERS=500 KIND_DOCUMENTS=2000 LIVES=1000
# Settings as a public site has them, for Django's own deployment checks.
AS_DEPLOYED := env -u DEBUG -u DEMO SITE_URL=https://www.example.org EMAIL_HOST=mail.example.org SECRET_KEY=$$($(PYTHON_IN) -c 'import secrets; print(secrets.token_urlsafe(48))')
# The tests start many programs: these keep what they compiled, also where the environment says to keep nothing.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-tests demo test test-servers coverage mutants check settings copies lint format bench bench-search bench-typing bench-hand bench-letters drills fuzz hostile-files lighthouse screenshots lock messages licences font sbom secrets clean

help:
	@sed -n 's/^#  //p' Makefile

setup: $(VENV)/runs
setup-tests: $(VENV)/tests

demo: $(VENV)/runs
	@exec env DEMO=1 $(PYTHON_IN) manage.py demo

test: $(VENV)/tests
	$(PYTHON_IN) -m pytest -n auto --dist worksteal -q -m "not ($(NEEDS_SERVERS))" --cov --cov-report=
	@$(PYTHON_IN) -m newsroom.tests.coverage_gate

# Python before 3.14 watches branches at the price of half the time again, so `make test` watches lines.
coverage: $(VENV)/tests
	COVERAGE_CORE=ctrace $(PYTHON_IN) -m pytest -n auto --dist worksteal -q -m "not ($(NEEDS_SERVERS))" --cov --cov-branch --cov-report=
	@$(PYTHON_IN) -m newsroom.tests.coverage_gate

# Only of permissions, publishing, payments, cleaning and limits: newsroom/tests/mutants.py names the files.
mutants: $(VENV)/tests
	$(PYTHON_IN) -m pytest -n 0 -q -m "not ($(NEEDS_SERVERS) or at_length or long)" -p newsroom.tests.mutants $(ARGS)

check: lint secrets sbom settings copies
	@$(MAKE) --no-print-directory test-servers

# The tests that need Chromium, PostgreSQL, Redis and npm, and those that try much where `make test` tries a little.
test-servers: $(VENV)/tests node_modules/.installed
	$(MANY) REQUIRE_SERVERS=1 $(PYTHON_IN) -m pytest -n auto --dist worksteal -q -m "$(NEEDS_SERVERS) or at_length"

settings: $(VENV)/tests
	$(PYTHON_IN) manage.py makemigrations --check --dry-run
	$(AS_DEPLOYED) $(PYTHON_IN) manage.py check --deploy --fail-level WARNING

# What the tests copy, migrated databases and collected files. It is made anew where what it was made of changed.
copies: $(VENV)/tests
	DJANGO_SETTINGS_MODULE=newsroom.settings_test REQUIRE_SERVERS=1 $(PYTHON_IN) -m newsroom.tests.copied

lint: $(VENV)/tests node_modules/.installed
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m ruff format --check .
	$(VENV)/bin/lint-imports
	$(PYTHON_IN) -m djlint --quiet --lint templates
	$(BIOME) check --error-on-warnings .

# What looks like a key, beside what .secrets.baseline knows to be none, and sums in archives. Moved lines alone are 3.
secrets: $(VENV)/tests
	@mkdir -p build && cp .secrets.baseline build/secrets.json
	$(VENV)/bin/detect-secrets-hook --no-verify --baseline build/secrets.json $$(git ls-files ':!findings' ':!articles/tests/archives') || [ $$? -eq 3 ]

format: $(VENV)/tests node_modules/.installed
	$(PYTHON_IN) -m ruff check --fix .
	$(PYTHON_IN) -m ruff format .
	$(BIOME) check --write .

lock: $(VENV)/tests
	$(LOCK) $(UPGRADE) requirements.txt -c $(SAFE) -o requirements.lock
	$(LOCK) $(UPGRADE) requirements-anymail.txt -c requirements.lock -c $(SAFE) -o requirements-anymail.lock
	$(LOCK) $(UPGRADE) requirements-dev.txt -c requirements.lock -c requirements-anymail.lock -c $(SAFE) -o requirements-dev.lock

messages: $(VENV)/tests
	DJANGO_SETTINGS_MODULE=newsroom.settings_test $(PYTHON_IN) -m newsroom.tests.catalogue

licences: $(VENV)/tests
	$(PYTHON_IN) -m newsroom.tests.licences

font: $(VENV)/tests
	$(VENV)/bin/uv run -q --no-project --with 'fonttools[woff]==4.68.0' --with fontpkg-newsreader==1.3 \
	  python -m newsroom.tests.headline_font

sbom: $(VENV)/tests
	@mkdir -p build
	$(VENV)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --mc-type application --sv 1.6 --of JSON \
	  --output-reproducible -o build/sbom.json

bench: $(VENV)/runs
	@exec env DEMO=1 $(PYTHON_IN) manage.py bench $(ARGS)

bench-search: $(VENV)/runs
	@for size in $(SIZES); do export DEMO=1 DATA=$$(mktemp -d); $(PYTHON_IN) manage.py migrate -v0 && \
	  $(PYTHON_IN) manage.py bench_search --stories $$size $(ARGS); rm -rf "$$DATA"; done

bench-typing: $(VENV)/tests
	@exec env DEMO=1 $(PYTHON_IN) manage.py bench_typing $(ARGS)

bench-hand: $(VENV)/tests
	@exec env DEMO=1 $(PYTHON_IN) manage.py bench_hand $(ARGS)

bench-letters: $(VENV)/runs
	@export DEMO=1 DATA=$$(mktemp -d); $(PYTHON_IN) manage.py migrate -v0 && $(PYTHON_IN) manage.py bench_letters $(ARGS); rm -rf "$$DATA"

drills: $(VENV)/tests
	@exec env DEMO=1 $(PYTHON_IN) manage.py drill

drill-%: $(VENV)/tests
	@exec env DEMO=1 $(PYTHON_IN) manage.py drill $*

fuzz: $(VENV)/tests
	@$(PYTHON_IN) manage.py shell --settings newsroom.settings_test -v 0 -c "from newsroom.tests.script_vectors import main; main()"

hostile-files: $(VENV)/tests
	@$(PYTHON_IN) manage.py shell --settings newsroom.settings_test -v 0 -c "from articles.tests.hostile_files import main; main()"

lighthouse: $(VENV)/runs
	$(PYTHON_IN) manage.py lighthouse $(ARGS)

screenshots: $(VENV)/tests
	$(PYTHON_IN) manage.py screenshots

clean:
	rm -rf $(VENV) node_modules build .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment whose Python has gone or is too old is made again.
ifneq ($(shell $(PYTHON_IN) -c 'import sys; print(sys.version_info[:2] >= $(OLDEST))' 2>/dev/null),True)
.PHONY: $(VENV)/made
endif

# A name on the PATH may be a shim that leads nowhere, so each candidate is run. PYTHON=… goes first.
$(VENV)/made:
	@for name in $(PYTHON) python3.13 python3.12 python3.14 python3 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info[:2] < $(OLDEST))' >/dev/null 2>&1 && found="$$name" && break; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Newsroom needs Python 3.12 or newer, and none was found; install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; \
	elif ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "$$found cannot make virtual environments; install its venv module (on Debian: apt install python3-venv)" >&2; exit 1; \
	fi; \
	rm -rf $(VENV) && "$$found" -m venv $(VENV) && touch $@

$(VENV)/runs: $(VENV)/made requirements.lock
	@echo "Installing what Newsroom runs on (once; a minute or two)…"
	@$(PIP) -r requirements.lock && touch $@

$(VENV)/tests: $(VENV)/runs requirements-dev.lock
	@echo "Installing what its tests need (once)…"
	@$(PIP) -r requirements-dev.lock && touch $@

# npm comes with the tests' environment, so that no Node has to be there before.
node_modules/.installed: $(VENV)/tests package.json package-lock.json .npmrc
	@echo "Installing what comes from npm (once)…"
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --no-audit --no-fund --loglevel=error && touch $@
