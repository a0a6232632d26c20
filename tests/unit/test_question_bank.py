"""The question bank: the real one holds what training relies on, and a broken one is named in a clear sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.questions import BANK_FOLDER, ClassQuestions, load_bank

CLASSES_WITH_MASKS = [
    "building",
    "land_unpaved",
    "road",
    "vegetation",
    "water",
    "tree",
    "car",
    "boat",
    "boat_lift",
    "dock",
    "jetski",
    "crop_field",
    "wind_turbine",
    "airplane",
]
# Words that would give a class away, beside its name; only for classes where training has masks.
GIVEAWAYS = {
    "building": "house|home",
    "land_unpaved": "unpaved|desert|dirt|bare soil|bare land",
    "road": "street|highway",
    "vegetation": "greenery",
    "car": "automobile",
    "boat_lift": "lift",
    "dock": "pier|jetty|jetties",
    "jetski": "jetski|watercraft",
    "crop_field": "field|farmland|cropland",
    "wind_turbine": "turbine|windmill",
    "airplane": "aeroplane|plane|aircraft|jet",
}


@pytest.fixture(scope="module")
def bank() -> dict[str, ClassQuestions]:
    return load_bank()


def class_toml(class_id: str, explicit: int = 10, implicit: int = 20, extra: str = "") -> str:
    """A table with that many made-up questions, unique to the class."""
    listed = {
        kind: ", ".join(f'"{kind} {class_id} {number}"' for number in range(count))
        for kind, count in (("explicit", explicit), ("implicit", implicit))
    }
    return (
        f'[{class_id}]\nname = "{class_id}"\nexplicit = [{listed["explicit"]}]\n'
        f"implicit = [{listed['implicit']}]\n{extra}"
    )


def names(question: str, words: str) -> bool:
    return re.search(rf"\b({words})(e?s)?\b", question, re.IGNORECASE) is not None


def test_real_bank_holds_all_classes_with_masks_and_enough_others(bank: dict[str, ClassQuestions]) -> None:
    assert set(CLASSES_WITH_MASKS) <= set(bank)
    assert len(bank) == 44


def test_real_bank_has_the_agreed_numbers(bank: dict[str, ClassQuestions]) -> None:
    for entry in bank.values():
        explicit, implicit = (20, 45) if entry.id in CLASSES_WITH_MASKS else (12, 22)
        assert len(entry.explicit) >= explicit, entry.id
        assert len(entry.implicit) >= implicit, entry.id


def test_real_bank_has_no_duplicates_even_without_punctuation(bank: dict[str, ClassQuestions]) -> None:
    first: dict[str, str] = {}
    for entry in bank.values():
        for question in entry.explicit + entry.implicit:
            key = " ".join(re.findall(r"\w+", question.casefold()))
            assert key not in first, f"{entry.id}: {question!r} is also in {first[key]}"
            first[key] = entry.id


def test_no_implicit_question_names_its_class(bank: dict[str, ClassQuestions]) -> None:
    found = [
        (entry.id, question)
        for entry in bank.values()
        for question in entry.implicit
        if names(question, "|".join(filter(None, (re.escape(entry.name), GIVEAWAYS.get(entry.id)))))
    ]
    assert found == []


def test_implicit_questions_have_four_to_fortyfive_words(bank: dict[str, ClassQuestions]) -> None:
    found = [q for entry in bank.values() for q in entry.implicit if not 4 <= len(q.split()) <= 45]
    assert found == []


def test_every_file_of_the_bank_begins_with_two_lines_of_comment() -> None:
    for path in BANK_FOLDER.glob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line.startswith("# ") for line in lines[:3]] == [True, True, False], path.name


def test_small_bank_is_read_as_written(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(class_toml("oasis"), encoding="utf-8")
    (tmp_path / "b.toml").write_text(class_toml("silo"), encoding="utf-8")
    read = load_bank(tmp_path)
    assert list(read) == ["oasis", "silo"]
    assert read["silo"].name == "silo"
    assert read["silo"].explicit[:2] == ("explicit silo 0", "explicit silo 1")
    assert len(read["silo"].implicit) == 20


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[silo", r"^bad\.toml cannot be read as TOML: "),
        ("silo = 3", r'^bad\.toml, class "silo", must be a table with name, explicit and implicit\.$'),
        ('[silo]\nname = "silo"', r'^bad\.toml, class "silo", lacks the key explicit\.$'),
        (class_toml("silo", extra="hint = 1"), r'^bad\.toml, class "silo", has the unknown key hint\.$'),
        (
            class_toml("silo").replace('name = "silo"', 'name = " "'),
            r'^bad\.toml, class "silo", needs a name in words\.$',
        ),
        (
            '[silo]\nname = "silo"\nexplicit = "one"\nimplicit = []',
            r'^bad\.toml, class "silo", needs a list of questions under explicit\.$',
        ),
        (
            class_toml("silo").replace('"implicit silo 4"', "4"),
            r'^bad\.toml, class "silo", has an entry under implicit that is no question in words: 4\.$',
        ),
        (class_toml("silo", explicit=9), r'"silo", has 9 explicit questions; at least 10 are needed\.$'),
        (class_toml("silo", implicit=19), r'"silo", has 19 implicit questions; at least 20 are needed\.$'),
        (
            class_toml("silo").replace("implicit silo 7", " Explicit  SILO 3"),
            r'^bad\.toml, class "silo", repeats the question " Explicit  SILO 3" of class "silo"\.$',
        ),
    ],
)
def test_broken_file_is_named_in_a_clear_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        load_bank(tmp_path)


def test_question_of_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(class_toml("oasis"), encoding="utf-8")
    stolen = class_toml("silo").replace("implicit silo 7", "implicit oasis 7")
    (tmp_path / "b.toml").write_text(stolen, encoding="utf-8")
    sentence = r'^b\.toml, class "silo", repeats the question "implicit oasis 7" of class "oasis"\.$'
    with pytest.raises(ValueError, match=sentence):
        load_bank(tmp_path)


def test_class_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(class_toml("oasis"), encoding="utf-8")
    with pytest.raises(ValueError, match=r'^b\.toml, class "oasis", stands in a\.toml, too; keep one of the two\.$'):
        load_bank(tmp_path)


def test_folder_without_bank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"holds no \.toml file\.$"):
        load_bank(tmp_path)
