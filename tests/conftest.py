"""What all tests share: where the repository and the shared data lie, and which marks are skipped where."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MODEL = ROOT / "kg" / "data" / "models" / "kg_en_news" / "network.onnx"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; review the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written rather than compared."""
    return bool(request.config.getoption("--update-golden"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    absent = {
        "shared": (SHARED.is_dir(), "../shared is absent"),
        "model": (MODEL.is_file(), "no bundled language model: run `make train model`"),
    }
    for item in items:
        for mark, (there, reason) in absent.items():
            if not there and item.get_closest_marker(mark) is not None:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """Our own example articles."""
    return ROOT / "examples" / "articles"
