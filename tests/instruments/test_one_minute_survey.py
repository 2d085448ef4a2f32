"""Questionnaires: read from their files, answers checked, figures exact or not there."""

from __future__ import annotations

import copy
import json

import pytest

from cairn.instruments.answers import form_of, read_answers, scores_of
from cairn.instruments.questionnaires import read_questionnaire
from cairn.kernel.errors import BadInput, BrokenRecord
from cairn.platform.instruments import instrument, instruments, instruments_folder

SCALE = [
    {
        "valueCoding": {
            "code": f"q_{n}",
            "display": f"Answer {n}",
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": n}],
        }
    }
    for n in range(6)
]
FIVE = {
    "resourceType": "Questionnaire",
    "name": "five",
    "version": "1",
    "title": "Five",
    "language": "en",
    "extension": [
        {
            "url": "urn:cairn:questionnaire:score",
            "extension": [
                {"url": "code", "valueCode": "percent"},
                {"url": "method", "valueCode": "sum"},
                {"url": "times", "valueInteger": 4},
                *({"url": "over", "valueString": f"q{n}"} for n in range(5)),
            ],
        }
    ],
    "item": [
        {"linkId": f"q{n}", "type": "choice", "text": f"Question {n}", "required": n == 0, "answerOption": SCALE}
        for n in range(5)
    ],
}


def test_every_file_that_ships_can_be_read():
    assert set(instruments()) == {path.stem for path in instruments_folder().glob("*.json")}
    assert "one-minute-survey" in instruments()


def test_what_the_outcomes_room_prices():
    options = {o.code: o for o in instrument("one-minute-survey").question("counterfactual").options}
    assert set(options) == {
        "done_nothing",
        "called_friend_or_family",
        "waited_for_appointment",
        "used_again",
        "called_crisis_line",
        "called_911",
        "emergency_department",
        "detox_or_crisis_stabilization",
        "other",
        "prefer_not_to_say",
    }
    assert {code for code, one in options.items() if one.costs_nothing} == {"done_nothing", "called_friend_or_family"}
    assert {code for code, one in options.items() if one.is_missing} == {"prefer_not_to_say"}


def test_every_question_of_the_survey_can_be_skipped():
    asked = instrument("one-minute-survey")
    assert read_answers(asked, {}) == ()
    assert [(one.code, one.value, one.missing) for one in scores_of(asked, ())] == [
        ("satisfaction", None, ("satisfaction",)),
        ("wellbeing", None, ("wellbeing",)),
    ]


def test_an_answer_off_the_list_is_named_by_its_question():
    with pytest.raises(BadInput) as raised:
        read_answers(instrument("one-minute-survey"), {"wellbeing": "satisfaction_1", "satisfaction": "satisfaction_1"})
    assert list(raised.value.problems) == ["wellbeing"]


@pytest.mark.parametrize(("codes", "value"), [("00000", 0), ("33333", 60), ("55555", 100), ("33330", 48)])
def test_a_sum_is_exact(codes, value):
    five = read_questionnaire(FIVE, source="five.json")
    answers = read_answers(five, {f"q{n}": f"q_{code}" for n, code in enumerate(codes)})
    (score,) = scores_of(five, answers)
    assert (score.value, score.missing, score.lowest, score.highest) == (value, (), 0, 100)


def test_one_missing_answer_means_no_score_and_says_which():
    five = read_questionnaire(FIVE, source="five.json")
    (score,) = scores_of(five, read_answers(five, {f"q{n}": "q_5" for n in range(4)}))
    assert (score.value, score.missing) == (None, ("q4",))


def test_a_required_question_is_asked_for():
    with pytest.raises(BadInput) as raised:
        read_answers(read_questionnaire(FIVE, source="five.json"), {"q1": "q_1"})
    assert list(raised.value.problems) == ["q0"]


def test_prefer_not_to_say_is_kept_and_counts_as_missing():
    document = copy.deepcopy(FIVE)
    unsaid = {
        "valueCoding": {"code": "unsaid", "display": "Rather not"},
        "extension": [{"url": "urn:cairn:questionnaire:counts-as-missing", "valueBoolean": True}],
    }
    document["item"][4]["answerOption"] = [*SCALE, unsaid]
    five = read_questionnaire(document, source="five.json")
    answers = read_answers(five, {**{f"q{n}": "q_5" for n in range(4)}, "q4": "unsaid"})
    assert answers[-1].option.code == "unsaid"
    assert scores_of(five, answers)[0].missing == ("q4",)


def test_the_form_says_what_was_chosen_and_what_is_wrong():
    five = read_questionnaire(FIVE, source="five.json")
    first, second, *_ = form_of(five, {"q1": "q_2"}, {"q0": "Please choose."})
    assert (first.error, first.may_skip, first.chosen) == ("Please choose.", False, "")
    assert (second.error, second.may_skip, second.chosen) == ("", True, "q_2")


def _broken(change):
    document = json.loads(json.dumps(FIVE))
    change(document)
    return document


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(resourceType="Patient"),
        lambda d: d.update(item=[]),
        lambda d: d.pop("version"),
        lambda d: d["item"][1].update(linkId="q0"),
        lambda d: d["item"][0].update(type="string"),
        lambda d: d["item"][0].update(enableWhen=[{"question": "q1"}]),
        lambda d: d["item"][0].update(answerOption=SCALE[:1]),
        lambda d: d["item"][0].update(answerOption=[SCALE[0], SCALE[0]]),
        lambda d: d["item"][0]["answerOption"][0]["valueCoding"].pop("extension"),
        lambda d: d["item"][0]["answerOption"][0]["valueCoding"]["extension"][0].update(valueDecimal=0.5),
        lambda d: d["item"].pop(),
        lambda d: d["extension"][0]["extension"][1].update(valueCode="mean"),
        lambda d: d["extension"][0]["extension"].pop(0),
    ],
)
def test_a_file_that_says_something_else_does_not_load(change):
    with pytest.raises(BrokenRecord, match=r"five\.json"):
        read_questionnaire(_broken(change), source="five.json")
