# What people type. Everything is set up on first use and quick when nothing changed.
#   make demo [IMAGE=my.tif Q="Where is open water?"]   make test   make qgis   make lint   make package

PYTHON ?= python3
QGIS_PYTHON ?= /usr/bin/python3
REQUIREMENTS ?= linux-cpu
OUT ?= out/demo

BIN := .venv/bin
QGIS_BIN := .venv-qgis/bin
LOCKS := resources/requirements
SAMPLE := resources/sample/lakeside.tif

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup setup-qgis demo qgis test test-engine test-qgis lint package train clean

setup: .venv/ready

.venv/ready: $(LOCKS)/$(REQUIREMENTS).txt $(LOCKS)/development.txt pyproject.toml
	sh resources/setup/require.sh venv
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
	  --image "$(or $(IMAGE),$(SAMPLE))" $(if $(Q),--question "$(Q)")

test: test-engine test-qgis

test-engine: setup
	$(BIN)/python -m pytest tests/unit tests/model tests/raster tests/run tests/packaging

test-qgis: setup setup-qgis
	sh resources/setup/require.sh xvfb
	QT_QPA_PLATFORM=offscreen SEGEARTH_REQUIRE_QGIS=1 $(QGIS_BIN)/python -m pytest tests/qgis
	SEGEARTH_REQUIRE_QGIS=1 $(QGIS_BIN)/python -m pytest -p no:pytest_qgis tests/gui

qgis: setup setup-qgis
	$(PYTHON) resources/setup/stage_plugin.py profile build/qgis
	cp $(SAMPLE) build/qgis/
	qgis --profiles-path build/qgis --profile default --nologo build/qgis/$(notdir $(SAMPLE))

package:
	$(PYTHON) resources/setup/stage_plugin.py zip

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive segearth_qgis engine

train: setup
	$(BIN)/python -m training train --recipe nano --data $(DATA) --encoder $(ENCODER) --run runs/nano --out resources/models/nano

clean:
	rm -rf build dist out
