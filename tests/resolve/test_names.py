from __future__ import annotations

import pytest

from kg.resolve import names


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Diyarbakır", "diyarbakir"),
        ("Bashar al-Assad’s", "bashar al assad"),
        ("Sana'a", "sanaa"),
        ("Łódź", "lodz"),
        ("Москва", "москва"),
        ("—", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert names.fold(name) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Turkish soldiers", "turkish soldier"),
        ("The Turkish soldier", "turkish soldier"),
        ("at least 12 Turkish soldiers", "turkish soldier"),
        ("dozens of rebels", "rebel"),
        ("members of the council", "member of the council"),
        ("policemen", "policeman"),
        ("the", "the"),
    ],
)
def test_group(name: str, folded: str) -> None:
    assert names.group(name) == folded


@pytest.mark.parametrize(
    ("name", "generic"),
    [("Ministry of Defence", True), ("Supreme Court", True), ("Red Crescent", False), ("police on duty", False)],
)
def test_generic_organizations(name: str, generic: bool) -> None:
    assert names.is_generic(names.organization(name)) is generic


@pytest.mark.parametrize(
    ("name", "initials"),
    [("the Organization of American States", "oas"), ("World Health Organization (WHO)", "who"), ("Shell", "")],
)
def test_initials(name: str, initials: str) -> None:
    assert names.initials(name) == initials


@pytest.mark.parametrize(("name", "acronym"), [("SDF", True), ("U.N.", True), ("Nato", False), ("A", False)])
def test_acronyms(name: str, acronym: bool) -> None:
    assert names.is_acronym(name) is acronym
