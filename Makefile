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

.PHONY: setup setup-qgis demo qgis test test-engine test-qgis lint package bench train translations clean

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

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive segearth_qgis engine

# One tile a batch on a CPU, sixteen on a GPU; more through BENCH, for example BENCH="--rounds 5 --json".
bench: setup
	$(BIN)/segearth bench --device $(DEVICE) $(if $(filter cuda%,$(DEVICE)),--tiles 16 --compile) $(BENCH)

train: setup
	$(BIN)/python -m training train --recipe nano --data $(DATA) --encoder $(ENCODER) --run runs/nano --out resources/models/nano

translations:
	$(PYTHON) resources/setup/translations.py update

clean:
	rm -rf build dist out
