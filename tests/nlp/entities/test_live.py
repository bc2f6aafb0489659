"""The same on the bundled model: a few sentences that any model must get right."""

import pytest

from kg.nlp.load import bundled_models, load

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp():
    if not bundled_models():
        pytest.skip("no model is bundled")
    return load(bundled_models()[0])


@pytest.mark.parametrize(
    ("text", "form", "kind", "country"),
    [
        ("Kenyan soldiers entered Somalia on Friday.", "Kenyan soldiers", "group", "KEN"),
        ("Kenya's foreign ministry rejected the report.", "Kenya's foreign ministry", "organization", "KEN"),
        ("French President Emmanuel Macron met officials in Nairobi.", "Emmanuel Macron", "person", "FRA"),
        ("The talks were held in Geneva.", "Geneva", "place", "CHE"),
        ("The United States and Canada signed a treaty.", "United States", "country", "USA"),
    ],
)
def test_who_and_where(nlp, text, form, kind, country):
    chains = nlp(text)._.kg_chains
    found = [c for c in chains if form in (c["name"], *c["aliases"])]
    assert [(c["kind"], c["country"]) for c in found] == [(kind, country)]


@pytest.mark.parametrize("text", ["", "\n\n", "...", "42", "a" * 5000, "¿Quién?\t\n"])
def test_odd_texts_do_no_harm(nlp, text):
    assert isinstance(nlp(text)._.kg_chains, list)
