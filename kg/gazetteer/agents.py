"""What nouns and titles say of an actor: its sector, and what its office is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.files import data_file, read_yaml

_COLLECTIVE = frozenset(
    "army military police force forces navy militia delegation government regime junta opposition coalition crowd parliament"
    " cabinet administration family community public troops crew press media group team gang court ministry staff unit"
    " battalion brigade regiment division garrison authority congress senate assembly party union company firm bank"
    " population security_forces security_force armed_forces special_forces infantry artillery leadership judiciary council"
    " committee commission agency organization organisation association movement".split()
)
_INSTITUTION = frozenset(
    "ministry parliament court army navy air_force police foreign_ministry defence_ministry defense_ministry interior_ministry"
    " finance_ministry state_department supreme_court high_court appeals_court constitutional_court government cabinet senate"
    " congress assembly company firm bank university school hospital newspaper news_agency state_media state_tv"
    " state_television party council committee commission agency organization organisation association union airline charity"
    " corporation tribunal clinic church mosque embassy bureau department state customs legislature".split()
)
_MALE = frozenset("king prince emir sultan policeman gunman businessman congressman father son husband brother monk pope imam man boy spokesman".split())
_FEMALE = frozenset("queen princess actress businesswoman congresswoman mother daughter wife sister nun woman girl spokeswoman policewoman chairwoman".split())


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A head noun: sector (may be None), whether one names many, whether it names an institution, inherent gender."""

    sector: str | None
    collective: bool
    institution: bool
    gender: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """A title: sector, and whether its holder leads, speaks for, or belongs to what it names; plain for "Mr."."""

    sector: str | None
    leads: bool
    speaks: bool
    member: bool
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """A known organization."""

    name: str
    sector: str | None
    country: str | None
    aliases: tuple[str, ...]


class Agents:
    """The lexicon of nouns, titles and keywords of organizations."""

    def __init__(self, nouns: dict[str, str], titles: dict[str, Any], keywords: list[dict[str, Any]], known: Path) -> None:
        self._nouns: dict[str, AgentNoun] = {}
        for sector, words in nouns.items():
            for word in words.split():
                self._nouns.setdefault(
                    word.replace("_", " "),
                    AgentNoun(
                        sector if sector != "NONE" else None,
                        word in _COLLECTIVE,
                        word in _INSTITUTION,
                        "m" if word in _MALE else "f" if word in _FEMALE else None,
                    ),
                )
        self._titles: dict[str, Title] = {}
        for flag in ("leads", "speaks", "member"):
            for sector, words in titles[flag].items():
                for word in words.split(","):
                    made = Title(sector or None, flag == "leads", flag == "speaks", flag == "member")
                    self._titles.setdefault(word.strip(), made)
        for word in titles["plain"].split(","):
            self._titles.setdefault(word.strip(), Title(None, False, False, False, plain=True))
        self._keywords = [(re.compile(rf"\b(?:{k['words']})\b"), k["sector"]) for k in keywords]
        self._known: dict[str, Organization] = {}
        for line in known.read_text(encoding="utf-8").splitlines():
            name, sector, country, aliases = (x.strip() for x in line.split("|"))
            if name.startswith("#"):
                continue
            forms = tuple(a.strip() for a in aliases.split(",") if a.strip())
            record = Organization(name, sector or None, country or None, forms)
            for form in (name, *forms):
                self._known.setdefault(form, record)

    def sector(self, noun: str) -> AgentNoun | None:
        """The agent noun of a lemma or phrase ("riot police"); None when it is no actor."""
        return self._nouns.get(noun.lower())

    def title(self, words: str) -> Title | None:
        """The title of these words, dots and case aside; "former" and "acting" do not change it."""
        plain = re.sub(r"^(?:former|ex-|acting|interim|then|late|deputy)\s*", "", words.lower().replace(".", "").strip())
        return self._titles.get(words.lower().replace(".", "").strip()) or self._titles.get(plain)

    def organization(self, name: str) -> Organization | None:
        """A well-known organization by name or acronym."""
        return self._known.get(re.sub(r"^[Tt]he\s+", "", name))

    def organization_sector(self, name: str) -> str | None:
        """Sector of an organization by what is known of it, else by the words of its name; None where neither tells."""
        found = self.organization(name)
        if found is not None:
            return found.sector
        return next((sector for pattern, sector in self._keywords if pattern.search(name)), None)


@cache
def load_agents(extra: Path | None = None) -> Agents:
    """The lexicon; files of a person's folder take the place of those of the same name."""
    return Agents(
        read_yaml(data_file("gazetteers/agents.yaml", extra)),
        read_yaml(data_file("titles/en.yaml", extra)),
        read_yaml(data_file("gazetteers/organization-words.yaml", extra)),
        data_file("gazetteers/organizations.txt", extra),
    )


__all__ = ["AgentNoun", "Agents", "Organization", "Title", "load_agents"]
