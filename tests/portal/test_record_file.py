"""Each thing that is kept about a person is in the file that they take along, and nothing of anybody else is."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import time, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from cairn.departures.models import Transfer
from cairn.departures.queries.own_record import list_own_moves
from cairn.gatherings.models import Attendance, Correction, Gathering, RosterPlace
from cairn.gatherings.models import Meeting as Day
from cairn.gatherings.queries.own_record import list_own_groups
from cairn.intake.domain.questions import QUESTIONS, Step
from cairn.intake.models import FeeNotice, FeeSignature, Intake, StepEntry
from cairn.intake.queries.own_record import list_own_comings, list_own_fees
from cairn.kernel.errors import NotFound, NotPermitted
from cairn.matching.domain.facets import GENDER_WORDS, LIVED_WORDS, Facet, Strength
from cairn.matching.models import Choice, ConflictAnswer, Wishes
from cairn.matching.queries.own_record import list_own_choices, list_said_wishes, stands_of
from cairn.meetings.domain.appointments import State as Planned
from cairn.meetings.models import Appointment, Message, Occurrence
from cairn.meetings.queries.own_record import list_own_history
from cairn.plans.models import PlanRevision
from cairn.platform.ids import new_id
from cairn.portal.domain.words import names_of_coming_in as coming_in
from cairn.portal.domain.words import names_of_the_record as names
from cairn.portal.models import PeerWish
from cairn.privacy.commands.papers import PaperAnswer, answer_paper, prepare_paper
from cairn.privacy.domain.papers import Says, digest_of
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import LedgerEntry
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.queries.signed_papers import list_signed_papers
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.referrals.domain.kinds import HandedOver, Need
from cairn.referrals.domain.states import State
from cairn.referrals.domain.steps import Heard, Reason
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.referrals.queries.own_record import list_whole_referrals
from cairn.support.models import Relationship, Survey, SurveyAnswer
from cairn.support.queries.own_surveys import list_own_surveys
from tests.browsers import counted, set_clock
from tests.people import NOW, TODAY, ZONE, at
from tests.portal.house import let_in, sign_in
from tests.privacy.house import question
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db
PARTS = (
    "place", "hope", "told", "learned", "group", "topic", "message", "where", "asked another time", "wished",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


def keep(cast, client, pair, actor, tag):
    """One row of each kind about a client; every text begins with `tag`."""
    own, by = {"organization_id": cast.organization.id}, actor.engagement_id
    referral = Referral.objects.create(
        client=client, peer_id=by, place_name=f"{tag} place", needs="housing", hope=f"{tag} hope", wish="asked", way="warm",
        asked_on=TODAY, recorded_at=NOW, **own,
    )  # fmt: skip
    HandOver.objects.create(
        referral=referral, how="told", on=TODAY, at=NOW, consent_id=new_id(), recipient="", told=f"{tag} told",
        recorded_at=NOW, by_id=by, **own,
    )  # fmt: skip
    ReferralStep.objects.create(
        referral=referral,
        heard="got_there",
        stage=1,
        on=TODAY,
        words=f"{tag} learned",
        recorded_at=NOW,
        by_id=by,
        **own,
    )
    group = Gathering.objects.create(
        kind="group", name=f"{tag} group", is_open=False, weekdays="2", starts_at=time(18), minutes=90, place="office",
        starts_on=TODAY, made_at=NOW, made_by_id=by, **own,
    )  # fmt: skip
    RosterPlace.objects.create(gathering=group, client=client, invited_at=NOW, invited_by_id=by, **own)
    day = Day.objects.create(
        gathering=group, on=TODAY, state="closed", started_at=NOW, ended_at=NOW + timedelta(hours=1), topic=f"{tag} topic",
        opened_at=NOW, **own,
    )  # fmt: skip
    Attendance.objects.create(meeting=day, client=client, came=True, recorded_at=NOW, recorded_by_id=by, **own)
    Message.objects.create(relationship=pair, from_client=True, words=f"{tag} message", sent_at=NOW, **own)
    past = TODAY - timedelta(days=14)
    planned = Appointment.objects.create(
        relationship=pair, repeats="once", starts_on=past, ends_on=past, at=time(16), minutes=60, zone=ZONE, where="other",
        where_words=f"{tag} where", made_at=NOW, changed_at=NOW, made_by_id=by, **own,
    )  # fmt: skip
    Occurrence.objects.create(
        appointment=planned, day=past, version=1, state="met", wish=f"{tag} asked another time", changed_at=NOW,
        changed_by_id=by, **own,
    )  # fmt: skip
    Wishes.objects.create(
        client=client, number=1, wishes=[{"facet": "gender", "strength": "matters", "value": "woman"}],
        words=f"{tag} wished", by_client=True, written_at=NOW, written_by_id=by, **own,
    )  # fmt: skip
    PeerWish.objects.create(client=client, made_at=NOW, taken_back_at=NOW, **own)


def survey(cast, encounter, client, code, number):
    own = {"organization_id": cast.organization.id}
    made = Survey.objects.create(
        encounter=encounter, client_id=client.id, instrument="one-minute-survey", instrument_version="1",
        channel="handed_phone", state="answered", offered_at=NOW, answered_at=NOW, **own,
    )  # fmt: skip
    SurveyAnswer.objects.create(survey=made, link_id="satisfaction", code=code, number=number, **own)


@pytest.fixture
def both(cast):
    """Gil and Hal of one program, each with a row of every kind; Gil signs in."""
    with scope_of_installation():
        keep(cast, cast.gil, cast.gil_and_ana, cast.ana, "Gils")
        keep(cast, cast.hal, cast.hal_and_cleo, cast.cleo, "Hals")
        survey(cast, record_contact(cast)[0], cast.gil, "5", 5)
    return let_in(cast, cast.gil, "gil-himself")


def taken(cast) -> tuple[dict, str]:
    answer = sign_in(cast, "gil-himself").post("/mine/all/")
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return json.loads(archive.read("data.json")), archive.read("read.html").decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_is_in_both_parts_of_the_file_and_nothing_of_another(cast, both, language):
    browser = sign_in(cast, "gil-himself")
    browser.post("/mine/language/", {"language": language, "back": "/mine/"})
    data, page = taken(cast)
    kept = json.dumps({part: told for part, told in data.items() if part != "words"})
    assert set(data["words"]["parts"]) == set(data) - {"format", "made_on", "words"}  # each part has its two names
    assert data["words"]["codes"]["need"] == {"housing": {"en": "A place to live", "es": "Un lugar donde vivir"}}
    assert data["words"]["questions"]["crisis.people"]["es"] == "A quién llamar, y a quién no"
    for part in PARTS:
        assert f"Gils {part}" in kept, part
        if part != "topic":
            assert f"Gils {part}" in page, part
    assert "Hals" not in kept + page
    assert data["surveys"][0]["answers"][0] | {"question": "", "answer": ""} == {
        "link_id": "satisfaction", "question": "", "code": "5", "answer": "", "number": 5,
    }  # fmt: skip
    assert data["surveys"][0]["answers"][0]["question"] in page
    assert data["peer_wishes"][0]["taken_back_at"].startswith("20")
    assert {"en": "Their gender: A woman (Matters a lot)", "es": "Su género: Una mujer (Importa mucho)"}[
        language
    ] in page
    assert "terms" not in kept


def archive(cast) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(sign_in(cast, "gil-himself").post("/mine/all/").content))


def signed_paper(cast, actor, client, purpose, says=Says.AGREES, language=PaperLanguage.ENGLISH):
    """A question to somebody, answered on the screen; gives the words as they were shown."""
    with scope_of(actor):
        draft = question(cast, client_id=client.id, purpose=purpose)
        prepare_paper(actor=actor, draft=draft, now=at(10))
        shown = get_paper(actor, draft.id, TODAY, language)
        answer = PaperAnswer(new_id(), draft.id, says, shown.digest, language=language)
        answer_paper(actor=actor, answer=answer, now=NOW)
    return shown


def test_each_signed_paper_is_in_it_word_for_word_and_no_neighbours(cast):
    let_in(cast, cast.gil, "gil-himself")
    own = [
        signed_paper(cast, cast.ana, cast.gil, "Gils yes"),
        signed_paper(cast, cast.ana, cast.gil, "Gils no", Says.REFUSES),
        signed_paper(cast, cast.ana, cast.gil, "Gils sí", language=PaperLanguage.SPANISH),
    ]
    signed_paper(cast, cast.cleo, cast.hal, "Hals yes")
    with scope_of(cast.ana):
        prepare_paper(actor=cast.ana, draft=question(cast, purpose="Gils open question"), now=at(10))
    found = archive(cast)
    data, page = json.loads(found.read("data.json")), found.read("read.html").decode()
    names = [name for name in found.namelist() if name.startswith("papers/")]
    bytes_in_it = {found.read(name) for name in names}
    assert bytes_in_it == {one.text.encode() for one in own}
    assert {hashlib.sha256(one).hexdigest() for one in bytes_in_it} == {one["digest"] for one in data["papers"]}
    assert {(one["language"], one["state"]) for one in data["papers"]} == {
        ("en", "agreed"), ("en", "refused"), ("es", "agreed"),
    }  # fmt: skip
    for one in data["papers"]:
        (signature,) = one["signatures"]
        assert (signature["name"], signature["signed_at"]) == (own[0].signing.person.name, NOW.isoformat())
    for purpose in ("Gils yes", "Gils no", "Gils sí"):
        assert purpose in page
    assert 'pre lang="es"' in page
    whole = page + json.dumps(data) + "".join(map(str, bytes_in_it))
    assert "Hals" not in whole
    assert "Gils open question" not in page


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_read_no_signed_paper(cast, who):
    signed_paper(cast, cast.ana, cast.gil, "Gils yes")
    actor = getattr(cast, who)
    for client_id in (cast.gil.id, new_id()):
        with scope_of(actor), pytest.raises(NotFound):
            list_signed_papers(actor, client_id, TODAY)


def test_what_was_put_right_about_a_day_of_a_group_is_in_it_and_no_neighbours(cast, both):
    with scope_of_installation():
        for tag, client in (("Gils", cast.gil), ("Hals", cast.hal)):
            day = Attendance.objects.get(client=client).meeting
            Correction.objects.create(
                meeting=day, client=client, was_told="came", is_told="did not come", because=f"{tag} mistake", at=NOW,
                by_id=cast.ana.engagement_id, organization_id=cast.organization.id,
            )  # fmt: skip
            Correction.objects.create(
                meeting=day, was_told="2 counted", is_told="3 counted", because="Nobodys count", at=NOW,
                by_id=cast.ana.engagement_id, organization_id=cast.organization.id,
            )  # fmt: skip
    data, page = taken(cast)
    assert [one["because"] for one in data["groups"]["corrections"]] == ["Gils mistake"]
    assert "Gils mistake" in page
    assert "You did not come" in page
    assert "Hals" not in page + json.dumps(data)
    assert "Nobodys" not in page + json.dumps(data)


def test_what_was_with_an_earlier_peer_supporter_is_in_it_too(cast, both):
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY)
    data, page = taken(cast)
    assert [one["words"] for one in data["messages"]] == ["Gils message"]
    assert [one["where_words"] for one in data["earlier_appointments"]] == ["Gils where"]
    assert "You met" in page


def test_an_appointment_of_today_is_in_it_once(cast, both):
    with scope_of_installation():
        Appointment.objects.filter(relationship=cast.gil_and_ana).update(starts_on=TODAY, ends_on=TODAY)
        Occurrence.objects.filter(appointment__relationship=cast.gil_and_ana).update(day=TODAY)
    data, _ = taken(cast)
    assert (len(data["appointments"]), len(data["earlier_appointments"])) == (1, 0)


def test_taking_it_is_written_down(cast, both):
    taken(cast)
    with scope_of_installation():
        body = LedgerEntry.objects.order_by("-n").first().body
    for act in (
        "portal.record.taken",
        "meetings.history.taken",
        "support.own_answers.taken",
        "gatherings.own_attendance.seen",
    ):
        assert act in body


def test_an_empty_record_makes_a_file_too(cast):
    let_in(cast, cast.gil, "gil-himself")
    data, page = taken(cast)
    assert (data["messages"], data["referrals"], data["surveys"]) == ([], [], [])
    assert "<h2>Surveys</h2>" not in page


def test_ten_times_as_much_asks_no_more_statements(cast, both):
    def asked() -> int:
        with scope_of(both), counted() as count:
            list_whole_referrals(both, cast.gil.id, TODAY)
            list_own_history(both, TODAY)
            list_own_groups(both, TODAY)
            list_own_surveys(both, cast.gil.id, TODAY)
            list_said_wishes(both, cast.gil.id, TODAY)
        return len(count)

    before = asked()
    with scope_of_installation():
        for n in range(10):
            row = Referral.objects.create(
                client=cast.gil, peer_id=cast.ana.engagement_id, place_name=f"{n}", needs="food", wish="asked", way="card",
                asked_on=TODAY, recorded_at=NOW, organization_id=cast.organization.id,
            )  # fmt: skip
            ReferralStep.objects.create(
                referral=row, heard="helped", stage=2, on=TODAY, recorded_at=NOW, by_id=cast.ana.engagement_id,
                organization_id=cast.organization.id,
            )  # fmt: skip
            Message.objects.create(
                relationship=cast.gil_and_ana,
                from_client=False,
                words="x",
                sent_at=NOW,
                organization_id=cast.organization.id,
            )
    assert asked() == before


@pytest.mark.parametrize(
    "ask",
    [
        list_whole_referrals,
        list_own_surveys,
        list_said_wishes,
        list_own_choices,
        list_own_moves,
        list_own_fees,
        list_own_comings,
    ],
)
def test_another_persons_is_like_nobodys(cast, both, ask):
    for client_id in (cast.hal.id, new_id()):
        with scope_of(both), pytest.raises(NotFound):
            ask(both, client_id, TODAY)


@pytest.mark.parametrize("who", ["ana", "ben", "faye", "dov"])
def test_nobody_at_work_takes_a_persons_own(cast, both, who):
    actor = getattr(cast, who)
    with scope_of(actor):
        for ask in (list_own_history, list_own_groups):
            with pytest.raises(NotPermitted):
                ask(actor, TODAY)
        with pytest.raises(NotPermitted):
            list_own_surveys(actor, cast.gil.id, TODAY)


def choose_and_move(cast):
    """Gil once moved on from Cleo to Ana, and chose Ben's colleague Cleo again; a tie is being talked over. Hal chose Ana."""
    own, by = {"organization_id": cast.organization.id}, cast.faye.engagement_id
    chosen = {**own, "by_client": True, "made_at": NOW - timedelta(hours=1), "made_by_id": by}
    with scope_of_installation():
        for client, peer in ((cast.gil, cast.cleo), (cast.hal, cast.ana)):
            Choice.objects.create(client=client, peer_id=peer.engagement_id, relationship_id=new_id(), **chosen)
        Choice.objects.create(
            client=cast.gil,
            peer_id=cast.ana.engagement_id,
            relationship_id=cast.gil_and_ana.id,
            started_at=NOW,
            **chosen,
        )
        ConflictAnswer.objects.create(
            client=cast.gil, peer_id=cast.cleo.engagement_id, ties=[{"tie": "kin", "ended_on": "", "from_records": False}],
            records=[], words="Secret cousin", outcome="possible", cited="ARM", answered_at=NOW, **own,
        )  # fmt: skip
        for tag, client, began, peer in (
            ("Gils", cast.gil, cast.gil_and_ana, cast.cleo),
            ("Hals", cast.hal, cast.hal_and_cleo, cast.ana),
        ):
            ended = Relationship.objects.create(
                client=client, peer_id=peer.engagement_id, started_on=TODAY - timedelta(days=9), ended_on=TODAY,
                phase="engaging", phase_since=TODAY - timedelta(days=9), **own,
            )  # fmt: skip
            Transfer.objects.create(
                client=client, ended=ended, began=began, because=f"{tag} why", known=f"{tag} mornings", on=TODAY,
                recorded_at=NOW, recorded_by_id=by, **own,
            )  # fmt: skip


def test_whom_they_chose_and_how_they_moved_on_is_in_it_and_never_which_tie(cast, both):
    choose_and_move(cast)
    data, page = taken(cast)
    assert {(one["peer_name"], one["stands"]) for one in data["choices"]} == {
        ("Cleo", "not_now"), ("Ana", "began"),
    }  # fmt: skip
    (move,) = data["moves"]
    assert (move["from_name"], move["to_name"], move["on"]) == ("Cleo", "Ana", TODAY.isoformat())
    assert (move["because"], move["known"]) == ("Gils why", "Gils mornings")
    assert "Gils why" in page
    assert "Gils mornings" in page
    for other in ("Hals", "kin", "Secret", "talked_over"):
        assert f'"{other}' not in json.dumps(data["choices"] + data["moves"])
        assert other == "kin" or other not in page


@pytest.mark.parametrize(
    ("outcome", "word", "barred", "stands"),
    [
        (None, None, None, "asked"),
        ("possible", None, None, "asked"),  # talked over: what everybody reads whose choice waits
        ("possible", None, "why", "not_now"),
        ("none", None, None, "ready"),
        ("possible", "another", "why", "choose_another"),
    ],
)
def test_where_a_choice_stands_tells_no_tie(outcome, word, barred, stands):
    row = SimpleNamespace(started_at=None, withdrawn_at=None, outcome=outcome, word=word, peer_id=new_id())
    assert stands_of(row, barred) == stands


def test_how_the_plan_came_to_be_names_its_author_in_the_language_of_the_reader(cast, both):
    browser = sign_in(cast, "gil-himself")
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    goal = {"words": "Own words stay", "why": "", "state": "walking", "steps": []}
    own = {"organization_id": cast.organization.id, "client": cast.gil, "with_client": True, "written_at": NOW}
    with scope_of_installation():
        for number, part, words, by in (
            (1, "goal", goal, cast.actors["gil-himself"]),
            (2, "strengths", {"words": "Own strength"}, cast.ana),
            (3, "crisis", {"people": "My sister"}, cast.ana),
        ):
            PlanRevision.objects.create(
                number=number,
                part=part,
                goal_id=new_id() if part == "goal" else None,
                words=words,
                written_by_id=by.engagement_id,
                **own,
            )
    _, page = taken(cast)
    history = page[page.index("Cómo se hizo el plan") :]
    history = history[: history.index("<h2>")]
    assert "Tú: Meta: Own words stay" in history
    assert "Ana: Lo que traigo conmigo: Own strength" in history
    assert "Ana: Cuando se pone muy difícil: A quién llamar, y a quién no: My sister" in history


def test_what_is_empty_of_a_note_is_left_out_and_papers_wrap(cast, both):
    _, page = taken(cast)
    assert "white-space:pre-wrap" in page
    for label in ("What happened", "What was noticed", "What is next"):
        assert f"<p>{label}: </p>" not in page


def test_every_code_has_words_in_both_languages():
    assert set(names.NEEDS) == set(Need)
    assert set(names.HEARD) == {one.value for kind in (Heard, State) for one in kind}
    assert set(names.REASONS) == set(Reason)
    assert set(names.HANDED) == set(HandedOver)
    assert set(names.PLANNED) == set(Planned)
    assert set(names.FACETS) == set(Facet)
    assert set(names.STRENGTHS) == set(Strength)
    assert set(names.VALUES) == {*GENDER_WORDS, *LIVED_WORDS}


def tell_at_coming_in(cast, client, tag):
    own, by = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    intake = Intake.objects.create(
        called=tag, way="came", begun_at=NOW, begun_by_id=by, state="enrolled", closed_at=NOW, closed_by_id=by,
        client=client, **own,
    )  # fmt: skip
    steps = (
        ("who", {"called": f"{tag} called", "birth_date": "1990-03-04"}),
        ("reach", {"phone": f"{tag} 406 555 0100", "message": "nothing", "times": f"{tag} times"}),
        ("matters", {}),
    )
    for number, (step, words) in enumerate(steps, 1):
        StepEntry.objects.create(
            intake=intake, step=step, number=number, words=words, saved_at=NOW, saved_by_id=by, **own
        )
    notice = FeeNotice.objects.create(
        program=cast.program, costs_nothing=False, words="x", set_at=NOW, set_by_id=by, **own
    )
    text = f"{tag} five dollars a month\n"
    FeeSignature.objects.create(
        client=client, notice=notice, says="refuses", text=text, language="en", digest=digest_of(text), name=f"{tag} name",
        way="own_account", signed_at=NOW, taken_by_id=by, **own,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("What I told when I came in", "How to reach you", "answers, or it is a machine: Leave no message",
             "Birth date: March 4, 1990", "Gils name: said no", "Nor whom you were compared with"),
        ),
        (
            "es",
            ("Lo que conté al llegar", "Cómo comunicarse contigo", "o una máquina: No dejar mensaje",
             "Fecha de nacimiento: 4 de marzo de 1990", "Gils name: dijo que no", "Tampoco con quién te compararon"),
        ),
    ],
)  # fmt: skip
def test_what_was_told_at_coming_in_and_the_signed_cost_are_in_it_and_no_neighbours(cast, language, told):
    let_in(cast, cast.gil, "gil-himself", language=language)
    with scope_of_installation():
        for client, tag in ((cast.gil, "Gils"), (cast.hal, "Hals")):
            tell_at_coming_in(cast, client, tag)
    found = archive(cast)
    data, page = json.loads(found.read("data.json")), found.read("read.html").decode()
    for words in (*told, "Gils called", "Gils 406 555 0100", "Gils times", "Gils five dollars a month"):
        assert words in page
    (fee,), (came,) = data["fees"], data["came_in"]
    assert (fee["says"], fee["text"], fee["signed_at"]) == ("refuses", "Gils five dollars a month\n", NOW.isoformat())
    assert found.read("papers/1.txt").decode() == fee["text"]
    assert [one["step"] for one in came["told"]] == ["who", "reach"]
    assert ["message", "nothing"] in came["told"][1]["answers"]
    words = data["words"]
    assert words["codes"]["step_of_coming_in"]["reach"]["es"] == "Cómo comunicarse contigo"
    assert words["coming_in"]["questions"]["phone"] == {"en": "Phone", "es": "Teléfono"}
    assert words["coming_in"]["answers"]["message.nothing"] == {"en": "Leave no message", "es": "No dejar mensaje"}
    assert "Hals" not in page + json.dumps(data)


def test_every_question_and_answer_of_coming_in_has_words_for_the_person():
    asked = [one for step in QUESTIONS.values() for one in step]
    assert {one.code for one in asked} <= set(coming_in.QUESTIONS)
    assert {(one.code, code) for one in asked for code, _ in one.options} == set(coming_in.ANSWERS)
    assert set(coming_in.STEPS) == set(Step)
