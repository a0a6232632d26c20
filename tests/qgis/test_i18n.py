"""The language of QGIS decides what the plugin's texts are shown in."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QSettings

from segearth_qgis.core import i18n


@pytest.fixture
def german():
    settings = QSettings()
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", "de_AT")
    yield
    settings.remove("locale/overrideFlag")
    settings.remove("locale/userLocale")


def test_texts_come_in_the_language_of_qgis(german):
    assert i18n.tr("Cancel") == "Abbrechen"


def test_a_text_without_a_translation_stays_english(german):
    assert i18n.tr("no such text {count}") == "no such text {count}"


def test_without_a_file_for_the_language_texts_stay_english(german):
    QSettings().setValue("locale/userLocale", "cy")
    assert i18n.tr("Cancel") == "Cancel"


def test_the_country_falls_back_to_its_language():
    assert i18n.translation_path("de_CH").name == "segearth_de.ts"
    assert i18n.translation_path("zh_CN").name == "segearth_zh.ts"


def test_a_locale_is_no_path():
    assert i18n.translation_path("../de").parent == i18n.translation_path("de").parent


def test_unfinished_translations_do_not_count(tmp_path):
    path = tmp_path / "a.ts"
    path.write_text(
        "<TS><context><message><source>a &amp; b</source><translation>c &lt; d</translation></message>"
        '<message><source>e</source><translation type="unfinished">f</translation></message></context></TS>',
        encoding="utf-8",
    )
    assert i18n.read_translations(path) == {"a & b": "c < d"}
