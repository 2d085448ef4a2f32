"""The survey belongs to the client: offered by whoever was there, answered in private, measured without names."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.db import IntegrityError, connection, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.platform.instruments import instrument
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of
from cairn.support.commands.surveys import answer_survey, decline_survey, offer_survey
from cairn.support.models import Survey, SurveyAnswer
from cairn.support.queries.surveys import SurveyFact, get_held, list_survey_facts, token_digest
from tests import people
from tests.support.contact_drafts import draft_for, record, statements

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = instrument("one-minute-survey")
GIVEN = {"satisfaction": "satisfaction_4", "counterfactual": "called_911"}


def offer(cast, encounter_id, token="once", actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return offer_survey(
            actor=actor,
            encounter_id=encounter_id,
            instrument=ASKED,
            channel="handed_phone",
            token_digest=token_digest(token),
            now=people.NOW,
        )


def answer(token="once", given=None):
    held = get_held(token, people.NOW)
    with scope_of(held.actor):
        answer_survey(actor=held.actor, instrument=ASKED, given=given or GIVEN, now=people.NOW)


@pytest.fixture
def contact(cast):
    return record(cast).encounter_id


def test_answers_are_taken_once_and_the_first_stand(cast, contact):
    offer(cast, contact)
    answer()
    answer(given={"satisfaction": "satisfaction_1"})
    with scope_of(cast.faye):
        assert dict(SurveyAnswer.objects.values_list("link_id", "code")) == GIVEN
        assert LedgerEntry.objects.filter(action="support.survey.answered").count() == 1


def test_the_database_refuses_to_change_an_answer(cast, contact):
    offer(cast, contact)
    answer()
    with scope_of(cast.faye), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE support_surveyanswer SET code = 'done_nothing'")


def test_answering_costs_few_statements(cast, contact):
    offer(cast, contact)
    with statements() as made:
        answer()
    assert len(made) == 6


def test_nobody_who_was_there_can_read_an_answer(cast, contact):
    offer(cast, contact)
    answer()
    for who in ("ana", "ben", "cleo", "dov", "jun"):
        actor = getattr(cast, who)
        with scope_of(actor):
            with pytest.raises(NotPermitted):
                list_survey_facts(actor, people.TODAY, people.TODAY, on=people.TODAY)
            with pytest.raises(NotPermitted):
                visible(SurveyAnswer, actor, "support.survey_answer.see", people.TODAY)
    with scope_of(cast.ana), pytest.raises(LookupError):
        visible(SurveyAnswer, cast.ana, "support.survey.offer", people.TODAY)


def test_the_one_who_holds_the_link_reaches_this_survey_only(cast, contact):
    offer(cast, contact)
    other = record(cast, draft_for(cast.gil, people.at(9), people.at(10))).encounter_id
    offer(cast, other, token="another")
    held = get_held("once", people.NOW)
    with scope_of(held.actor):
        assert visible(Survey, held.actor, "support.survey.answer", people.TODAY).get().id == held.survey_id


def test_measures_are_read_without_names(cast, contact):
    offer(cast, contact)
    answer()
    second = record(cast, draft_for(cast.gil, people.at(9), people.at(10))).encounter_id
    with scope_of(cast.ana):
        decline_survey(actor=cast.ana, encounter_id=second, instrument=ASKED, now=people.NOW)
    for who in ("faye", "lee"):
        actor = getattr(cast, who)
        with scope_of(actor):
            with statements() as made:
                declined, answered = list_survey_facts(actor, people.TODAY, people.TODAY, on=people.TODAY)
            assert len(made) == 2
        assert (declined.state, declined.answers) == ("declined", {})
        assert answered.answers == {"satisfaction": ("satisfaction_4", 4), "counterfactual": ("called_911", None)}
        assert declined.client == answered.client == 1
    assert not {"client_id", "encounter_id", "peer_id", "id"} & {field.name for field in fields(SurveyFact)}


def test_offering_again_puts_a_new_link_in_the_place_of_the_old(cast, contact):
    offer(cast, contact, token="first")
    offer(cast, contact, token="second")
    with pytest.raises(NotFound):
        get_held("first", people.NOW)
    assert get_held("second", people.NOW).state == "offered"


def test_the_same_offer_twice_changes_nothing(cast, contact):
    made = offer(cast, contact)
    with scope_of(cast.ana):
        before = LedgerEntry.objects.count()
    assert offer(cast, contact) == made
    with scope_of(cast.ana):
        assert LedgerEntry.objects.count() == before


def test_a_no_closes_the_link(cast, contact):
    offer(cast, contact)
    for _ in range(2):
        with scope_of(cast.ana):
            decline_survey(actor=cast.ana, encounter_id=contact, instrument=ASKED, now=people.NOW)
    with pytest.raises(NotFound):
        get_held("once", people.NOW)
    with pytest.raises(Conflict):
        offer(cast, contact)


def test_a_finished_survey_is_not_declined_afterwards(cast, contact):
    offer(cast, contact)
    answer()
    with scope_of(cast.ana), pytest.raises(Conflict):
        decline_survey(actor=cast.ana, encounter_id=contact, instrument=ASKED, now=people.NOW)


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_only_one_s_own_contact_is_asked_about(cast, contact, who):
    actor = getattr(cast, who)
    for wanted in (contact, new_id()):
        with pytest.raises(NotFound):
            offer(cast, wanted, actor=actor)
        with scope_of(actor), pytest.raises(NotFound):
            decline_survey(actor=actor, encounter_id=wanted, instrument=ASKED, now=people.NOW)


def test_bad_input_is_named_and_nothing_is_stored(cast, contact):
    offer(cast, contact)
    with pytest.raises(BadInput):
        answer(given={"satisfaction": "six stars"})
    with scope_of(cast.ana), pytest.raises(BadInput):
        offer_survey(
            actor=cast.ana, encounter_id=contact, instrument=ASKED, channel="mail", token_digest="x", now=people.NOW
        )
    with scope_of(cast.faye):
        assert SurveyAnswer.objects.count() == 0
        assert Survey.objects.get().state == "offered"
