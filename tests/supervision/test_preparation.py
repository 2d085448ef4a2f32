"""The prepared page, the clock that survives a closed phone, and scenarios of which none comes again before all were used."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.rulebook.rivals import PackError
from cairn.supervision.commands.timers import drop_timer, start_timer, stop_timer
from cairn.supervision.domain.preparation import suggest_topics
from cairn.supervision.domain.scenarios import next_scenario, read_scenarios
from cairn.supervision.domain.sessions import Topic
from cairn.supervision.models import SessionTimer, SupervisionSession
from cairn.supervision.queries.scenarios import scenarios
from tests.browsers import counted, set_clock, sign_in, steady
from tests.labor import session, worked
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db


def page_of(cast, tail="prepare/"):
    return f"/supervision/{cast.ana.engagement_id}/{tail}"


def start(cast, actor=None, timer_id=None, peer_id=None, scenario="", now=NOW):
    actor = actor or cast.ben
    with scope_of(actor):
        return start_timer(
            actor=actor,
            timer_id=timer_id or new_id(),
            peer_id=peer_id or cast.ana.engagement_id,
            scenario=scenario,
            now=now,
        )


def timers(cast):
    with scope_of(cast.faye):
        return list(SessionTimer.objects.order_by("started_at"))


def test_one_page_knows_what_a_session_needs_and_names_nobody_served(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        worked(cast, TODAY - timedelta(days=2), 480)
        session(cast, at(9, days_ago=5), at(10, days_ago=5), commitments="Role-play saying no", topics="celebrating")
    ben = sign_in(cast, "ben")
    with counted() as count:
        body = ben.get(page_of(cast)).content.decode()
    # two of them ask how they walk together
    assert len([one for one in count.statements if "ledger" not in one]) <= 10, count
    for words in ("8 h", "Role-play saying no", "Engaging", "Ethics", "To listen for", "Start the clock"):
        assert words in body, words
    assert "Gil" not in steady(body)
    own = sign_in(cast, "ana").get(page_of(cast)).content.decode()
    assert "To listen for" not in own
    assert "Start the clock" not in own
    assert sign_in(cast, "faye").get(page_of(cast)).status_code == 200
    for who, status in (("cleo", 404), ("dov", 404), ("jun", 403)):
        assert sign_in(cast, who).get(page_of(cast)).status_code == status, who


def test_the_clock_is_kept_on_the_server_and_fills_the_form(cast, monkeypatch):
    set_clock(monkeypatch, at(10))
    timer_id, first = str(new_form_id(cast.organization.id)), next(iter(scenarios()))
    sent = {"act": "start", "id": timer_id, "scenario": first}
    for _ in range(2):
        assert sign_in(cast, "ben").post(page_of(cast, "timer/"), sent).status_code == 302
    set_clock(monkeypatch, at(10, 44))
    ben = sign_in(cast, "ben")  # another phone
    assert "Running since" in ben.get(page_of(cast)).content.decode()
    assert scenarios()[first].title in ben.get(page_of(cast)).content.decode()
    stopped = ben.post(page_of(cast, "timer/"), {"act": "stop", "id": timer_id})
    assert stopped["Location"] == page_of(cast, "") + "#session"
    body = ben.get(page_of(cast, "")).content.decode()
    assert 'value="10:00"' in body
    assert 'value="10:44"' in body
    form = {
        "id": timer_id, "on": TODAY.isoformat(), "started_at": "09:58", "ended_at": "10:40", "kind": "clinical",
        "format": "video", "topics": ["ethics"], "scenario": first, "summary": "", "commitments": "Two calls a week",
        "sign": "yes",
    }  # fmt: skip
    assert ben.post(page_of(cast, "record/"), form).status_code == 302
    with scope_of(cast.faye):
        row = SupervisionSession.objects.get()
    assert (str(row.id), row.minutes, row.scenario, row.commitments) == (timer_id, 42, first, "Two calls a week")
    assert timers(cast)[0].closed_at is not None
    assert "Start the clock" in ben.get(page_of(cast, "")).content.decode()
    assert "Two calls a week" in ben.get(page_of(cast)).content.decode()


def test_one_clock_at_a_time_stopped_once_and_dropped_without_a_trace_in_the_log(cast):
    timer_id = start(cast)
    assert start(cast, now=NOW + timedelta(minutes=5)) == timer_id
    with scope_of(cast.ben):
        for minutes in (30, 40):
            stop_timer(actor=cast.ben, timer_id=timer_id, now=NOW + timedelta(minutes=minutes))
        assert SessionTimer.objects.get().stopped_at == NOW + timedelta(minutes=30)
        drop_timer(actor=cast.ben, timer_id=timer_id, now=NOW)
        with pytest.raises(NotFound):
            stop_timer(actor=cast.ben, timer_id=timer_id, now=NOW)
        assert not SupervisionSession.objects.exists()
        assert LedgerEntry.objects.count() == 3
    assert start(cast) != timer_id


def test_only_the_own_supervisor_runs_a_clock(cast):
    for peer_id in (cast.cleo.engagement_id, cast.dov.engagement_id, new_id()):
        with pytest.raises(NotFound):
            start(cast, peer_id=peer_id)
    for name in ("ana", "faye", "dov"):
        with pytest.raises(NotPermitted):
            start(cast, cast.actors[name])
    with pytest.raises(BadInput):
        start(cast, scenario="no-such-scenario")
    assert timers(cast) == []


def test_there_are_thirty_scenarios_and_every_topic_of_ethics_has_several():
    known = scenarios()
    assert len(known) >= 30
    for topic in (Topic.ETHICS, Topic.BOUNDARIES, Topic.SCOPE, Topic.RETURN_TO_USE):
        assert sum(each.topic is topic for each in known.values()) >= 2, topic
    assert sum(bool(each.citation) for each in known.values()) >= 20


def test_no_scenario_comes_again_before_all_were_used():
    known, used = tuple(scenarios().values()), []
    for n in range(2 * len(known)):
        used.append(next_scenario(known, used, f"ana:{n}").code)
    assert len(set(used[: len(known)])) == len(set(used[len(known) :])) == len(known)
    assert next_scenario(known, [], "ana:0") == next_scenario(known, [], "ana:0")
    assert len({next_scenario(known, [], f"{peer}:0").code for peer in range(40)}) > 5


GOOD = {"code": "a-b", "topic": "ethics", "title": "T", "story": "S", "ask": ["Q"], "listen": ["L"]}


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([], "scenario"),
        ([GOOD, GOOD], "code"),
        ([{**GOOD, "code": "A b"}], "code"),
        ([{**GOOD, "topic": "gossip"}], "topic"),
        ([{**GOOD, "story": " "}], "story"),
        ([{**GOOD, "ask": []}], "ask"),
        ([{**GOOD, "listen": "L"}], "listen"),
        ([{**GOOD, "color": "red"}], "color"),
        ([{name: value for name, value in GOOD.items() if name != "title"}], "title"),
    ],
)
def test_a_damaged_scenario_is_named(rows, field):
    with pytest.raises(PackError) as error:
        read_scenarios({"scenario": rows}, source="scenarios.toml")
    assert error.value.field == field


def test_standing_topics_come_up_in_every_second_session_then_what_was_longest_left_out():
    day = date(2026, 1, 1)
    standing = ("ethics", "boundaries")
    assert suggest_topics([], standing)[:2] == (Topic.ETHICS, Topic.BOUNDARIES)
    held = [(day + timedelta(days=n), ["ethics", "boundaries"]) for n in range(4)]
    assert not {Topic.ETHICS, Topic.BOUNDARIES} & set(suggest_topics(held, standing))
    later = [*held, *((day + timedelta(days=9 + n), ["self_care"]) for n in range(2))]
    assert suggest_topics(later, standing)[:2] == (Topic.ETHICS, Topic.BOUNDARIES)
    old = [(day, ["mission"]), *((day + timedelta(days=1 + n), ["check_in"]) for n in range(4))]
    rest = [topic for topic in Topic if topic.value not in ("mission", "check_in")]
    everything = [(day - timedelta(days=1), [topic.value]) for topic in rest]
    assert suggest_topics([*everything, *old], ())[-1] is not Topic.MISSION
    assert Topic.CHECK_IN not in suggest_topics([*everything, *old], ())
