"""What is done in a game is no act, unless those who use force in earnest have a part."""

import pytest

from kg.nlp.claims.build import ClaimBuilder
from kg.nlp.claims.games import about_games
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def acts(builder: ClaimBuilder, text: str) -> list[str]:
    return [claim["type"] for claim in builder.build(annotated(text))]


BEAT = "[PERSON Odera/NNP/nsubj/2] beat/VBD/root/0/beat [PERSON Ferro/NNP/obj/2]"
PLAY = "in/IN/case/6 the/DT/det/6 semifinal/NN/obl/2/semifinal of/IN/case/9 the/DT/det/9 championship/NN/nmod/6/championship"


def test_who_beats_somebody_in_a_game_harms_nobody(builder: ClaimBuilder) -> None:
    assert acts(builder, f"{BEAT} ./././2") == ["ASSAULT"]
    assert acts(builder, f"{BEAT} {PLAY} ./././2") == []


def test_police_who_beat_somebody_at_a_game_do_harm(builder: ClaimBuilder) -> None:
    police = BEAT.replace("[PERSON Odera/NNP/nsubj/2]", "Police/NNS/nsubj/2/police")
    assert acts(builder, f"{police} {PLAY} ./././2") == ["ASSAULT"]


def test_other_acts_are_told_at_a_game(builder: ClaimBuilder) -> None:
    accused = BEAT.replace("beat/VBD/root/0/beat", "accused/VBD/root/0/accuse")
    assert acts(builder, f"{accused} {PLAY} ./././2") == ["ACCUSE"]


def test_an_article_about_games_has_no_need_of_such_words(builder: ClaimBuilder) -> None:
    game = "The/DT/det/3 league/NN/compound/3/league game/NN/nsubj/4/game ended/VBD/root/0/end ./././4\n"
    assert acts(builder, f"{game}{BEAT} ./././2") == []
    assert not about_games(annotated(f"{BEAT} ./././2"), builder.matcher.words["sport"])
