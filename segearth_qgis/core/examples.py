"""Example questions by domain, as a menu offers them: a start for the user's own words."""

from __future__ import annotations

from .i18n import tr


def examples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(domain, questions) in the order of the menu. Questions stay in English: the bundled model reads no other."""
    return (
        (
            tr("Disaster and safety"),
            (
                "Where could people gather safely after an earthquake?",
                "Where could a helicopter land?",
                "Which areas would a rising river flood first?",
            ),
        ),
        (
            tr("Town and buildings"),
            ("Where are buildings?", "Where do people park their cars?", "Where do children play sports outdoors?"),
        ),
        (
            tr("Farming"),
            (
                "Where are crops grown?",
                "Where are fields larger than 1 ha?",
                "Where is there grass that animals could graze?",
            ),
        ),
        (
            tr("Water"),
            ("Where is open water?", "Where could a boat be moored?", "Where could drinking water be stored?"),
        ),
        (tr("Transport"), ("Where are roads?", "Where could a vehicle cross the river?", "Where do ships land goods?")),
        (tr("Nature"), ("Where are trees?", "Where is bare soil?", "Where could wild animals find shelter?")),
        (tr("Energy"), ("Where are solar panels?", "Where is space for a solar park larger than 2 ha?")),
    )
