# What people type. Everything is set up on first use and quick when nothing changed.
#   make demo [IMAGE=my.tif Q="Where is open water?"]   make test   make qgis   make lint   make package

PYTHON ?= python3
QGIS_PYTHON ?= /usr/bin/python3
REQUIREMENTS ?= linux-cpu
OUT ?= out/demo
DEVICE ?= auto

BIN := .venv/bin
QGIS_BIN := .venv-qgis/bin
LOCKS := resources/requirements
SAMPLE := resources/sample/lakeside.tif

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What a person types goes to the shell as it is, quotes and dollars included: by its value, through the environment.
unexport Q IMAGE
export DEMO_QUESTION = $(value Q)
export DEMO_IMAGE = $(or $(value IMAGE),$(SAMPLE))

.PHONY: setup setup-qgis demo qgis test test-engine test-qgis test-matrix qt6 lint package bundle bench train pictures translations clean

READY := .venv/ready-$(REQUIREMENTS)

setup: $(READY)

$(READY): $(LOCKS)/$(REQUIREMENTS).txt $(LOCKS)/development.txt pyproject.toml
	sh resources/setup/require.sh venv
	rm -f .venv/ready*
	$(PYTHON) -m venv .venv
	sh resources/setup/install_engine.sh $(BIN)/pip $(LOCKS)/$(REQUIREMENTS).txt
	$(BIN)/pip install --quiet --no-deps -r $(LOCKS)/development.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

setup-qgis: .venv-qgis/ready

.venv-qgis/ready: $(LOCKS)/qgis-tests.txt
	sh resources/setup/require.sh qgis
	$(QGIS_PYTHON) -m venv --system-site-packages .venv-qgis
	$(QGIS_BIN)/pip install --quiet --no-deps -r $(LOCKS)/qgis-tests.txt
	touch $@

demo: setup
	$(BIN)/python resources/setup/demo.py --segearth $(BIN)/segearth --out $(OUT) \
	  --image "$$DEMO_IMAGE" $(if $(value Q),--question "$$DEMO_QUESTION")

test: test-engine test-qgis

test-engine: setup
	$(BIN)/python -m pytest tests/unit tests/model tests/raster tests/run tests/packaging

test-qgis: setup setup-qgis
	sh resources/setup/require.sh xvfb
	QT_QPA_PLATFORM=offscreen SEGEARTH_REQUIRE_QGIS=1 $(QGIS_BIN)/python -m pytest tests/qgis
	SEGEARTH_REQUIRE_QGIS=1 $(QGIS_BIN)/python -m pytest -p no:pytest_qgis tests/gui

qgis: setup
	sh resources/setup/require.sh qgis
	$(PYTHON) resources/setup/stage_plugin.py profile build/qgis
	mkdir -p build/qgis-data
	test -e build/qgis-data/$(notdir $(SAMPLE)) || cp $(SAMPLE) build/qgis-data/
	qgis --profiles-path build/qgis --profile default --nologo build/qgis-data/$(notdir $(SAMPLE))

package:
	$(PYTHON) resources/setup/stage_plugin.py zip

# All that the set-up in QGIS installs from without internet, for this platform and Python; further models: MODELS="DIR ..."
bundle: setup
	$(BIN)/python resources/setup/make_bundle.py --lock $(LOCKS)/$(REQUIREMENTS).txt $(foreach dir,$(MODELS),--model $(dir))

# The plugin's tests in QGIS 3.40, in a Debian 13 in a folder (root; 2.5 GB; FOLDER=... to keep it elsewhere).
test-matrix:
	sh resources/setup/test_matrix.sh $(FOLDER)

# Every name of Qt that the plugin uses, looked up in PyQt6.
qt6: .venv-qt6/ready
	.venv-qt6/bin/python resources/setup/check_qt6.py

.venv-qt6/ready: $(LOCKS)/qt6.txt
	$(PYTHON) -m venv .venv-qt6
	.venv-qt6/bin/pip install --quiet --no-deps -r $(LOCKS)/qt6.txt
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive segearth_qgis engine

# The table of docs/benchmarks. BENCH="--quick" takes minutes, BENCH="--rows model batch" measures only those rows.
bench: setup
	$(BIN)/python -m engine.bench --device $(DEVICE) $(BENCH)

train: setup
	$(BIN)/python -m training train --recipe nano --data $(DATA) --encoder $(ENCODER) --run runs/nano --out resources/models/nano

# The pictures of the help page, anew, from a real QGIS under Xvfb; FLAGS="--theme 'Night Mapping' --locale de --scale 2"
pictures: setup
	sh resources/setup/require.sh xvfb
	$(QGIS_PYTHON) resources/setup/make_pictures.py $(or $(FLAGS),--help-page)

translations:
	$(PYTHON) resources/setup/translations.py update

clean:
	rm -rf build dist out
