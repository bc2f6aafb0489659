"""Each construction leads from the trigger to the right words."""

import pytest

from kg.errors import DataError
from kg.rules.compile import Matcher
from kg.rules.paths import Paths, is_passive, kind_of
from kg.rules.read import load_rulebook
from tests.rules.documents import parsed

ACTIVE = "Rebels/NNS/nsubj/2 attacked/VBD/root/0 soldiers/NNS/obj/2 near/IN/case/5 Gao/NNP/obl/2"
PASSIVE = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 attacked/VBN/root/0 by/IN/case/5 rebels/NNS/obl:agent/3"
PARTICIPLE = "Soldiers/NNS/nsubj/5 attacked/VBN/acl/1 by/IN/case/4 rebels/NNS/obl:agent/2 fled/VBD/root/0"
CONTROL = "Turkey/NNP/nsubj/2 urged/VBD/root/0 Russia/NNP/obj/2 to/TO/mark/5 attack/VB/xcomp/2 rebels/NNS/obj/5"
SUBJECT_CONTROL = "Turkey/NNP/nsubj/2 refused/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 rebels/NNS/obj/4"
SHARED = "Rebels/NNS/nsubj/2 killed/VBD/root/0 two/CD/nummod/4 soldiers/NNS/obj/2 and/CC/cc/6 wounded/VBD/conj/2 three/CD/obj/6"
GERUND = "Rebels/NNS/nsubj/2 fled/VBD/root/0 after/IN/mark/4 attacking/VBG/advcl/2 soldiers/NNS/obj/4"
LISTED = "Malian/JJ/amod/4 and/CC/cc/3 Chadian/JJ/conj/1 ministers/NNS/nsubj/5 fled/VBD/root/0"
LIGHT = "Turkey/NNP/nsubj/2 held/VBD/root/0 talks/NNS/obj/2 with/IN/case/5 Russia/NNP/obl/2"
FRONTED = (
    "Kings/NNS/nsubj/6 will/MD/aux/3 meet/VB/ccomp/6 envoys/NNS/obj/3 clerks/NNS/nsubj/6 announced/VBD/root/0/announce"
)
ARMS = "Malian/JJ/amod/2 aircraft/NN/nsubj/3/aircraft bombed/VBD/root/0/bomb camps/NNS/obj/3"
DEEP = (
    "Mali/NNP/nsubj/2 agreed/VBD/root/0 to/TO/mark/4 open/VB/xcomp/2 roads/NNS/obj/4 through/IN/case/7 Niger/NNP/nmod/5"
)
PROTEST = "Farmers/NNS/nsubj/2 marched/VBD/root/0 in/IN/case/4 protest/NN/obl/2/protest at/IN/case/7 royal/JJ/amod/7 cuts/NNS/nmod/4"
MISNAMED = "Raids/NNS/nsubj:pass/2 killed/VBD/root/0 soldiers/NNS/obj/2"
FOUND = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 found/VBN/root/0 killed/VBN/xcomp/3 by/IN/case/6 rebels/NNS/obl:agent/4"
GAPPED = "Two/CD/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 and/CC/cc/6 many/JJ/nsubj/6 wounded/VBN/conj/3"
SHOT = "Two/CD/nsubj:pass/3 were/VBD/aux:pass/3 shot/VBN/root/0 and/CC/cc/5 wounded/VBN/conj/3 by/IN/case/7 guards/NNS/obl:agent/3"
LED_AWAY = "Two/CD/nsubj:pass/3 were/VBD/aux:pass/3 shot/VBN/root/0 by/IN/case/5 guards/NNS/obl:agent/3 and/CC/cc/7 held/VBN/conj/3"
DURING = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 during/IN/mark/5 attacking/VBG/advcl/3"
FIRE = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 in/IN/case/6 a/DT/det/6 fire/NN/obl/3"
GUNFIRE = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 by/IN/case/6 sniper/NN/compound/6 fire/NN/obl:agent/3"
GAS = (
    "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 in/IN/case/6 gas/NN/compound/6 explosion/NN/obl/3"
)
FLED = "Men/NNS/nsubj/2 fled/VBD/root/0 and/CC/cc/5 were/VBD/aux:pass/5 arrested/VBN/conj/2"
FLED_BARE = "Men/NNS/nsubj/2 fled/VBD/root/0 and/CC/cc/4 attacked/VBN/conj/2"
SHOT_NOUN = "Police/NN/compound/2 shot/NN/root/0 and/CC/cc/4 killed/VBD/conj/2 men/NNS/obj/4"
AT_SCHOOL = "Men/NNS/nsubj/2 opened/VBD/root/0 fire/NN/obj/2 at/IN/case/5 schools/NNS/obl/2"
AT_GUARDS = "Men/NNS/nsubj/2 opened/VBD/root/0 fire/NN/obj/2 at/IN/case/5 guards/NNS/obl/2"
FIRED_AT = "Guards/NNS/nsubj:pass/3 were/VBD/aux:pass/3 fired/VBN/root/0 at/IN/obl/3"
LEFT_JOB = "Ana/NNP/nsubj:pass/3 was/VBD/aux:pass/3 fired/VBN/root/0 from/IN/case/5 jobs/NNS/obl/3 at/IN/case/7 Seaguard/NNP/obl/3"
LEFT_ROOM = "Ana/NNP/nsubj:pass/3 was/VBD/aux:pass/3 fired/VBN/root/0 from/IN/case/5 rooms/NNS/obl/3 at/IN/case/7 Seaguard/NNP/obl/3"
CUSTODY = (
    "Ana/NNP/nsubj:pass/3 was/VBD/aux:pass/3 taken/VBN/root/0 into/IN/case/6 police/NN/compound/6 custody/NN/obl/3"
)
HYPHEN = "Russian/JJ/compound/3 -/HYPH/punct/1 backed/VBN/amod/4 forces/NNS/nsubj/5 fled/VBD/root/0"


@pytest.fixture(scope="module")
def paths() -> Paths:
    return Matcher(load_rulebook()).paths


@pytest.mark.parametrize(
    ("line", "word", "role", "expected"),
    [
        (ACTIVE, "attacked", "AGENT", ["Rebels"]),
        (ACTIVE, "attacked", "PATIENT", ["soldiers"]),
        (ACTIVE, "attacked", "PLACE", ["Gao"]),
        (PASSIVE, "attacked", "AGENT", ["rebels"]),
        (PASSIVE, "attacked", "PATIENT", ["Soldiers"]),
        (PARTICIPLE, "attacked", "PATIENT", ["Soldiers"]),
        (PARTICIPLE, "attacked", "AGENT", ["rebels"]),
        (CONTROL, "attack", "AGENT", ["Russia"]),
        (CONTROL, "urged", "COMP.PATIENT", ["rebels"]),
        (SUBJECT_CONTROL, "attack", "AGENT", ["Turkey"]),
        (SHARED, "wounded", "AGENT", ["Rebels"]),
        (SHARED, "wounded", "PATIENT", ["three"]),
        (GERUND, "attacking", "AGENT", ["Rebels"]),
        (LISTED, "fled", "AGENT", ["ministers", "Malian"]),
        (LIGHT, "talks", "AGENT", ["Turkey"]),
        (LIGHT, "talks", "WITH", ["Russia"]),
        (FRONTED, "meet", "AGENT", ["Kings"]),
        (ARMS, "bombed", "ARMS", ["Malian"]),
        (DEEP, "agreed", "COMP.FAR", ["roads"]),
        (PROTEST, "marched", "IN_RESPONSE", ["royal"]),
        (MISNAMED, "killed", "AGENT", ["Raids"]),
        (MISNAMED, "killed", "PATIENT", ["soldiers"]),
        (FOUND, "killed", "PATIENT", ["Soldiers"]),
        (FOUND, "killed", "AGENT", ["rebels"]),
        (GAPPED, "wounded", "PATIENT", ["many"]),
        (SHOT, "wounded", "AGENT", ["guards"]),
        (SHOT.replace("obl:agent/3", "obl:agent/5"), "shot", "AGENT", ["guards"]),
        (SHOT.replace("and/CC/cc/5", "were/VBD/aux:pass/5"), "wounded", "AGENT", []),
        (LED_AWAY, "held", "AGENT", []),
        (DURING, "attacking", "AGENT", []),
        (FIRE, "killed", "ACCIDENT", ["fire"]),
        (GUNFIRE, "killed", "ACCIDENT", []),
        (GAS, "killed", "ACCIDENT", ["gas"]),
        (HYPHEN, "backed", "BEFORE", ["Russian"]),
        (HYPHEN, "backed", "HEADED", ["forces"]),
        (FLED, "arrested", "PATIENT", ["Men"]),
        (FLED_BARE, "attacked", "PATIENT", []),
        (SHOT_NOUN, "killed", "AGENT", ["Police"]),
        (AT_SCHOOL, "opened", "SHOT_AT", []),
        (AT_GUARDS, "opened", "SHOT_AT", ["guards"]),
        (FIRED_AT, "fired", "SHOT_AT", ["Guards"]),
        (LEFT_JOB, "fired", "JOB_AT", ["Seaguard"]),
        (LEFT_ROOM, "fired", "JOB_AT", []),
        (CUSTODY, "taken", "KEPT_BY", ["police"]),
    ],
)
def test_roles(paths: Paths, line: str, word: str, role: str, expected: list[str]) -> None:
    token = next(t for t in parsed(line) if t.text == word)
    kind = "hyphen" if line is HYPHEN else kind_of(token)
    assert [t.text for t in paths.find(token, kind, role)] == expected


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        (ACTIVE, "attacked", False),
        (PASSIVE, "attacked", True),
        (PARTICIPLE, "attacked", True),
        (MISNAMED, "killed", False),
        (FOUND, "killed", True),
        (GAPPED, "wounded", True),
        (SHARED, "wounded", False),
    ],
)
def test_passive(line: str, word: str, expected: bool) -> None:
    assert is_passive(next(t for t in parsed(line) if t.text == word)) is expected


@pytest.mark.parametrize("path", [">obl[in", "?sleepy", "<obj(nolist)", "nsubj", "?word:nolist"])
def test_a_path_that_cannot_be_read_is_an_error(path: str) -> None:
    with pytest.raises(DataError):
        Paths({"verb": {"AGENT": [path]}}, {})


def test_roles_that_refer_in_circles_end() -> None:
    circular = Paths({"verb": {"A": ["=B"], "B": ["=A"]}}, {})
    token = next(t for t in parsed(ACTIVE) if t.text == "attacked")
    assert circular.find(token, "verb", "A") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Mayors/NNS/nsubj/2 attacked/VBD/root/0 unions/NNS/obj/2 for/IN/mark/5 striking/VBG/advcl/2", True),
        (
            "Men/NNS/nsubj:pass/2 jailed/VBN/root/0 for/IN/mark/4 attacked/VBG/advcl/2 nurses/NNS/obj/4",
            False,
        ),
    ],
)
def test_a_preposition_before_a_verb_is_no_part_of_its_trigger(line: str, found: bool) -> None:
    matcher = Matcher(load_rulebook())
    token = next(t for t in parsed(line) if t.text == "attacked")
    assert any(c.trigger.others == ("for",) for c in matcher.candidates(token)) is found
