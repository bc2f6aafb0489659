# Everything a person does here: `make demo`, `make test`, `make check`. Needs Python, make and the package registry.
# The newest Python >= 3.12 is taken (PATH, then pyenv's versions), else python3 or python; say PYTHON=… to choose one.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 \
	$$(ls -d $$HOME/.pyenv/versions/3.1[2-9]*/bin/python 2>/dev/null | sort -rV) python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := html,cypher,fast,dev
TRAIN := .venv-train/bin/python

.PHONY: help demo test check quick train model bench neo4j clean

help:
	@echo "make demo    read the example articles, ask two questions, write demo/graph.gexf and demo/places.geojson"
	@echo "make test    all tests"
	@echo "make neo4j   a Neo4j server for kg load, without Docker (Java and Maven; password from NEO4J_PASSWORD)"
	@echo "make check   format, lint, types, shape and quick tests"
	@echo "make train   train the language model from $(SHARED)/data (about five hours) into .train/"
	@echo "make model   put what was trained into kg/data/models/kg_en_news"
	@echo "make bench   words a second, memory and ledger size on a batch of articles"

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: no Python >= 3.11 found (install one, or say make PYTHON=…)" >&2; exit 2; }
	@test -x $(BIN)/python || { echo "setting up .venv with $(PYTHON)"; "$(PYTHON)" -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[$(EXTRAS)]"
	@touch $@

demo: $(VENV)/.ready
	@mkdir -p demo
	@echo "── kg ingest examples/articles"
	@$(BIN)/kg ingest examples/articles --ledger demo/kg.db
	@echo "── kg ask most-active-dyads"
	@$(BIN)/kg ask most-active-dyads --ledger demo/kg.db
	@echo "── kg ask casualties-by-actor"
	@$(BIN)/kg ask casualties-by-actor --ledger demo/kg.db
	@$(BIN)/kg export gexf -o demo/graph.gexf --ledger demo/kg.db
	@$(BIN)/kg export geojson -o demo/places.geojson --ledger demo/kg.db
	@echo
	@echo "Next: $(BIN)/kg show Mali --ledger demo/kg.db     one entity and its evidence"
	@echo "      $(BIN)/kg ask --ledger demo/kg.db           the saved questions"
	@echo "      $(BIN)/kg ingest YOUR-ARTICLES              your own: txt, md, html, jsonl, csv"
	@echo "      open demo/graph.gexf in Gephi, demo/places.geojson in QGIS or on geojson.io"

test: $(VENV)/.ready
	$(BIN)/python -m pytest

quick: $(VENV)/.ready
	$(BIN)/python -m pytest -m "not model and not slow and not shared and not neo4j"

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not model and not slow and not shared and not neo4j"

.venv-train/.ready: pyproject.toml
	test -x $(TRAIN) || "$(PYTHON)" -m venv .venv-train
	$(TRAIN) -m pip install --quiet --disable-pip-version-check -e ".[train]"
	@touch $@

train: .venv-train/.ready
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/first
	$(TRAIN) -m kg.training.export .train/first .train/first/model --data $(SHARED)/data
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/second --start .train/first/model \
		--others 14000 --encoder-rate 1.2e-4 --head-rate 9e-4
	$(TRAIN) -m kg.training.export .train/second .train/second/model --data $(SHARED)/data
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/third --start .train/second/model \
		--epochs 4 --others 8000 --encoder-rate 8e-5 --head-rate 6e-4 --seed 3
	$(TRAIN) -m kg.training.export .train/second .train/third/model --also .train/third --average 2 --data $(SHARED)/data
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/fourth --start .train/third/model \
		--epochs 3 --others 6000 --encoder-rate 6e-5 --head-rate 4e-4 --seed 4
	$(TRAIN) -m kg.training.export .train/third .train/fourth/model --also .train/fourth --average 2 --data $(SHARED)/data
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/fifth --start .train/fourth/model \
		--epochs 2 --others 6000 --encoder-rate 5e-5 --head-rate 3e-4 --seed 5
	$(TRAIN) -m kg.training.export .train/third .train/kg_en_news --also .train/fourth .train/fifth --average 2 \
		--data $(SHARED)/data
	@echo "trained: .train/kg_en_news (try it: $(BIN)/kg extract --model .train/kg_en_news FILE; make model ships it)"

model: .train/kg_en_news/meta.json
	mkdir -p kg/data/models/kg_en_news
	cp .train/kg_en_news/* kg/data/models/kg_en_news/

# Jars from Maven Central and data lie in .neo4j; the tests start a server of their own from the same jars.
neo4j: $(VENV)/.ready
	@$(BIN)/python -m tests.loaders.neo4j.server

bench: $(VENV)/.ready
	$(BIN)/python tests/bench.py $(SHARED)/data/articles/senate-5000.jsonl.gz

clean:
	rm -rf demo dist build .mypy_cache .ruff_cache .pytest_cache
