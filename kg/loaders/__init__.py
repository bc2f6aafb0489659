"""Loaders: the graph in something that stores or computes graphs. One contract: `tests/loaders/test_contract.py`."""
