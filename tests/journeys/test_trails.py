"""The four trails of Montana, step by step as the guide's table has them, and every rule that they name."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.credentials.domain.applications import Trail
from cairn.platform.journeys import journeys_of, load_journeys, the_journeys
from cairn.platform.packs import rules_on
from cairn.rulebook.rivals import PackError

RULES = rules_on(date(2024, 1, 15))
STAGES = ("Trailhead", "Registration", "Class and exam", "License")
TABLE = ("trail.entry", "trail.registration", "trail.class", "trail.licensing")


def test_each_trail_has_its_journey_read_once():
    assert set(journeys_of("us-mt")) == {trail.value for trail in Trail}
    assert journeys_of("us-zz") == {}
    assert the_journeys() is the_journeys()


@pytest.mark.parametrize("trail", list(Trail))
def test_a_trail_has_the_steps_of_the_table_in_its_four_parts(trail):
    """Within the license the guide lists what is needed; the board's rule orders it, as results of fingerprints run out."""
    journey = journeys_of("us-mt")[trail]
    assert journey.stages() == STAGES
    for stage, key in zip(STAGES, TABLE, strict=True):
        listed = [step.item for step in journey.steps if step.stage == stage and step.item]
        entry = RULES.find(key, context=trail.value) or RULES.entry(key)
        if key == "trail.licensing":
            assert sorted(listed) == sorted(entry.items)
        else:
            assert tuple(listed) == entry.items


@pytest.mark.parametrize("trail", list(Trail))
def test_every_rule_that_a_step_names_is_in_the_packs(trail):
    for step in journeys_of("us-mt")[trail].steps:
        for name in (*step.rules, *filter(None, (step.fee, step.lasts, step.effort))):
            key, _, context = name.partition("/")
            assert RULES.find(key, context=context or None), (step.key, name)
        assert RULES.money(step.fee).cents > 0 if step.fee else True
        assert RULES.minutes(step.effort) > 0 if step.effort else True
        assert RULES.days(step.lasts) > 0 if step.lasts else True


@pytest.mark.parametrize("trail", list(Trail))
def test_the_class_and_its_exam_stand_on_every_trail_and_fingerprints_come_after(trail):
    journey = journeys_of("us-mt")[trail]
    order = [step.key for step in journey.steps]
    assert order.index("class") < order.index("exam") < order.index("fingerprints") < order.index("application")
    assert {"fingerprints", "documents"} <= set(journey.step("application").needs)
    assert order[-1] == "license"


def test_a_damaged_file_is_named(tmp_path):
    folder = tmp_path / "us-zz"
    folder.mkdir()
    (folder / "way.toml").write_text("[journey\n")
    with pytest.raises(PackError, match=r"way\.toml.*cannot be read"):
        load_journeys(tmp_path)
    text = (
        '[journey]\nkey = "other"\nplace = "us-zz"\ntitle = "T"\nabout = "A"\n[[step]]\nkey = "a"\ntitle = "A"\n'
        'who = "person"\nstage = "S"\ncitation = "C"\nstatus = "V"\n'
    )
    (folder / "way.toml").write_text(text)
    with pytest.raises(PackError, match="does not stand in its place"):
        load_journeys(tmp_path)
