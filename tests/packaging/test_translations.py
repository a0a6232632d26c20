"""The plugin's texts and their translations: every language is complete and keeps the placeholders."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def translations(root: Path) -> ModuleType:
    """resources/setup/translations.py."""
    spec = importlib.util.spec_from_file_location("translations", root / "resources" / "setup" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _source(tmp_path: Path, code: str) -> Path:
    (tmp_path / "segearth_qgis").mkdir()
    (tmp_path / "segearth_qgis" / "window.py").write_text(code, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["de", "es", "fr", "zh"])
def test_every_text_is_translated_with_its_placeholders(translations, root, language):
    known = translations.read(root / "resources" / "i18n" / f"segearth_{language}.ts")
    assert translations.faults(translations.texts(root), known) == []


@pytest.mark.parametrize("language", ["de", "es", "fr", "zh"])
def test_the_files_are_as_the_tool_writes_them(translations, root, language):
    path = root / "resources" / "i18n" / f"segearth_{language}.ts"
    written = translations.ts_text(language, translations.texts(root), translations.read(path))
    assert path.read_text(encoding="utf-8") == written, "run `make translations`"


def test_a_text_is_found_once_with_its_first_place(translations, tmp_path):
    root = _source(tmp_path, 'a = tr("Run")\nb = tr("Stop {name}").format(name=a)\nc = tr("Run")\n')
    found = translations.texts(root)
    assert [(text.source, text.line) for text in found] == [("Run", 1), ("Stop {name}", 2)]


def test_a_text_that_is_put_together_is_refused(translations, tmp_path):
    with pytest.raises(TypeError, match=r"window.py:1: tr\(\) takes one literal text"):
        translations.texts(_source(tmp_path, 'tr("Run" + name)\n'))


def test_a_missing_placeholder_is_a_fault(translations):
    text = translations.Text("{count} areas", "a.py", 1)
    assert translations.faults([text], {"{count} areas": "Flächen"})
    assert not translations.faults([text], {"{count} areas": "{count} Flächen"})


def test_translations_survive_an_update_with_their_special_characters(translations, tmp_path):
    text = translations.Text('a < b & "c"\nd', "a.py", 1)
    path = tmp_path / "segearth_de.ts"
    path.write_text(translations.ts_text("de", [text], {text.source: "ä > b & 'c'\nd"}), encoding="utf-8")
    assert translations.read(path) == {text.source: "ä > b & 'c'\nd"}


def test_what_is_new_comes_in_unfinished(translations, tmp_path):
    path = tmp_path / "segearth_de.ts"
    path.write_text(translations.ts_text("de", [translations.Text("Run", "a.py", 1)], {}), encoding="utf-8")
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")
    assert translations.read(path) == {}
