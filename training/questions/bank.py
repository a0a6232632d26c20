"""The question bank: for each class the questions that name it (explicit) and those that imply it.

One TOML file per group of classes, one table per class: ``name``, ``explicit``, ``implicit``.
The loader is strict: a question under two classes would train the model to contradict itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomllib

BANK_FOLDER = Path(__file__).parent / "bank"
MIN_EXPLICIT = 10
MIN_IMPLICIT = 20
_KEYS = frozenset({"name", "explicit", "implicit"})


@dataclass(frozen=True)
class ClassQuestions:
    """All questions of one class, in the order of the file."""

    id: str  # as in the labels: "crop_field"
    name: str  # as it is spoken, singular: "crop field"
    explicit: tuple[str, ...]
    implicit: tuple[str, ...]


def load_bank(folder: Path = BANK_FOLDER) -> dict[str, ClassQuestions]:
    """Read every ``*.toml`` of ``folder`` and return the classes by id, files in alphabetical order.

    Raises ``ValueError``, naming the file and the class, if a file is no TOML, a table has a missing, unknown
    or ill-typed key, a class has fewer than 10 explicit or 20 implicit questions, a class stands in two files,
    or a question occurs twice in the whole bank (compared without case and outer or repeated spaces).
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ValueError(f"The question bank {folder} holds no .toml file.")
    bank: dict[str, ClassQuestions] = {}
    file_of_class: dict[str, str] = {}
    class_of_question: dict[str, str] = {}
    for path in paths:
        for entry in _read_file(path):
            where = _where(path, entry.id)
            if entry.id in bank:
                raise ValueError(f"{where} stands in {file_of_class[entry.id]}, too; keep one of the two.")
            for question in entry.explicit + entry.implicit:
                key = " ".join(question.casefold().split())
                if key in class_of_question:
                    first = class_of_question[key]
                    raise ValueError(f'{where} repeats the question "{question}" of class "{first}".')
                class_of_question[key] = entry.id
            bank[entry.id] = entry
            file_of_class[entry.id] = path.name
    return bank


def _where(path: Path, class_id: str) -> str:
    return f'{path.name}, class "{class_id}",'


def _read_file(path: Path) -> list[ClassQuestions]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} cannot be read as TOML: {error}.") from error
    return [_read_class(path, class_id, table) for class_id, table in tables.items()]


def _read_class(path: Path, class_id: str, table: object) -> ClassQuestions:
    where = _where(path, class_id)
    if not isinstance(table, dict):
        raise ValueError(f"{where} must be a table with name, explicit and implicit.")  # noqa: TRY004
    missing, unknown = sorted(_KEYS - table.keys()), sorted(table.keys() - _KEYS)
    if missing:
        raise ValueError(f"{where} lacks the key {missing[0]}.")
    if unknown:
        raise ValueError(f"{where} has the unknown key {unknown[0]}.")
    name = table["name"]
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{where} needs a name in words.")
    return ClassQuestions(
        id=class_id,
        name=name,
        explicit=_read_questions(where, "explicit", table["explicit"], MIN_EXPLICIT),
        implicit=_read_questions(where, "implicit", table["implicit"], MIN_IMPLICIT),
    )


def _read_questions(where: str, kind: str, value: object, minimum: int) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where} needs a list of questions under {kind}.")  # noqa: TRY004
    questions: list[str] = []
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise ValueError(f"{where} has an entry under {kind} that is no question in words: {item!r}.")
        questions.append(item)
    if len(questions) < minimum:
        raise ValueError(f"{where} has {len(questions)} {kind} questions; at least {minimum} are needed.")
    return tuple(questions)
