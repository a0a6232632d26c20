"""Puts a rule into words: nouns and templates are data (`wording.toml`), the numbers come from the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import tomllib

from .kinds import GROUP_OF
from .rule import Rule

WORDING: Final = Path(__file__).with_name("wording.toml")

_OBJECT_KINDS: Final = frozenset(GROUP_OF) - {"half", "band", "no_class", "between"}
_PLACES: Final = frozenset(
    ["one", "many", "mass", "what", "ref", "refs", "bare", "refone", "refmany", "where", "side", "outer", "limit"]
)
_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Noun:
    """How a class is spoken of. one: absent where its parts are no objects; mass: where it is asked by area."""

    many: str
    one: str | None = None
    mass: str | None = None
    near: str | None = None
    references: tuple[str, ...] = ()

    def serves(self, kind: str) -> bool:
        """Whether the class can be the target of such a rule."""
        if kind in ("half", "band"):
            return self.mass is not None
        return self.one is not None if kind in _OBJECT_KINDS else True


@dataclass(frozen=True)
class Wording:
    """All nouns by class, templates by kind, words for places by side or cell."""

    nouns: Mapping[str, Noun]
    questions: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]
    where: Mapping[str, tuple[str, ...]]
    outer: Mapping[str, tuple[str, ...]]

    def ask(self, rule: Rule, rng: np.random.Generator, count: int) -> tuple[str, ...]:
        """Up to ``count`` different questions for a rule."""
        return self._say(self.questions[rule.kind], rule, rng, count)

    def answer(self, rule: Rule, rng: np.random.Generator, count: int) -> tuple[str, ...]:
        """Up to ``count`` different answers; none for a kind of absence."""
        return self._say(self.answers[rule.kind], rule, rng, count)

    def _say(self, templates: tuple[str, ...], rule: Rule, rng: np.random.Generator, count: int) -> tuple[str, ...]:
        chosen = rng.permutation(len(templates))[:count].tolist()
        return tuple(_PLACE.sub(lambda place: self._word(place[1], rule, rng), templates[i]) for i in chosen)

    def _word(self, place: str, rule: Rule, rng: np.random.Generator) -> str:
        noun = self.nouns[rule.target]
        ref = self.nouns[rule.reference] if rule.reference is not None else Noun(many="")
        near = ref.near or ref.many
        bare = re.sub(r"^an? ", "", near)
        words: dict[str, tuple[str, ...]] = {
            "one": (noun.one or noun.many,),
            "many": (noun.many,),
            "mass": (noun.mass or noun.many,),
            "what": (noun.mass or noun.many,),
            "ref": (near,),
            "refs": (near if bare == near else ref.many,),
            "bare": (bare,),
            "refone": (ref.one or ref.many,),
            "refmany": (ref.many,),
            "where": self.where.get(rule.where or "", ()),
            "side": (rule.where or "",),
            "outer": self.outer.get(rule.where or "", ()),
            "limit": _limit(rule),
        }
        choices = words[place]
        return choices[int(rng.integers(len(choices)))]


def _limit(rule: Rule) -> tuple[str, ...]:
    if rule.limit is None:
        return ()
    number = f"{rule.limit:,.0f}"
    if rule.kind not in ("larger_than", "smaller_than", "none_larger"):
        return f"{number} m", f"{number} metres", f"{number} meters"
    areas = [f"{number} {unit}" for unit in ("m2", "m²", "square metres", "square meters")]
    if rule.limit >= 20_000:
        areas.append(f"{rule.limit / 10_000:g} hectares")
    return tuple(areas)


@lru_cache(maxsize=4)
def load_wording(path: Path = WORDING) -> Wording:
    """Read the nouns and templates. Raises ValueError, naming the place, for a kind without questions, an unknown
    placeholder or reference, or (absence) answers where there are none to give."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns = {
        class_id: Noun(**{**entry, "references": tuple(entry.get("references", ()))})
        for class_id, entry in data["nouns"].items()
    }
    for class_id, noun in nouns.items():
        unknown = [name for name in noun.references if nouns.get(name, Noun("")).near is None]
        if unknown:
            raise ValueError(
                f"{path.name}: the noun {class_id} refers to {unknown[0]}, which has no words as reference."
            )
    for kind, group in GROUP_OF.items():
        entry = data["kinds"].get(kind, {})
        if not entry.get("questions"):
            raise ValueError(f"{path.name}: the kind {kind} has no questions.")
        if bool(entry.get("answers")) != (group != "absence"):
            raise ValueError(f"{path.name}: the kind {kind} must have answers exactly if it is no absence.")
        for text in entry["questions"] + entry.get("answers", []):
            stray = set(_PLACE.findall(text)) - _PLACES
            if stray:
                raise ValueError(f"{path.name}: {text!r} has the unknown place {{{stray.pop()}}}.")
    return Wording(
        nouns=nouns,
        questions={kind: tuple(entry["questions"]) for kind, entry in data["kinds"].items()},
        answers={kind: tuple(entry.get("answers", ())) for kind, entry in data["kinds"].items()},
        where={name: tuple(words) for name, words in data["where"].items()},
        outer={name: tuple(words) for name, words in data["outer"].items()},
    )
