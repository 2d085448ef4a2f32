"""A record that is kept apart: those whom the person named see it, and nobody else finds a trace, by any statement of any page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.db import apart as break_of_the_wall
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.apart import keep_apart, open_in_emergency
from cairn.support.commands.known_as import KnownAs, update_known_as
from cairn.support.domain.apart import Named
from cairn.support.models import Client, Encounter, Keeper, KeptApart, KeptOut, Promise
from cairn.support.queries.apart import get_apart
from cairn.support.queries.clients import get_client
from tests.people import NOW, TODAY, actor_of, engage
from tests.whole_house import fill

pytestmark = pytest.mark.django_db
OUTSIDE = ("ben", "cleo", "faye", "jun", "lee", "noor", "kay", "mia")


def kept(cast, *keepers, out=()):
    """Gil says it to Ana, who walks with him."""
    named = Named(True, frozenset(cast.actors[one].engagement_id for one in keepers), frozenset(out))
    with scope_of(cast.ana):
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=named, now=NOW)


def rows_about(client_id, rows):
    """How many rows of each table are about somebody, as the open scope shows them: by hand, past every query of ours."""
    found = {}
    with connection.cursor() as cursor:
        for table, about in break_of_the_wall.tables_about_people().items():
            ids = rows.get(table)
            if about.column:
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{about.column}" = %s', [sql_id(client_id)])
            else:
                marks = ", ".join(["%s"] * len(ids or [None]))
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE id IN ({marks})', [*(ids or [None])])
            found[table] = cursor.fetchone()[0]
    return found


def sql_id(value):
    return value.hex if connection.vendor == "sqlite" else value


def hanging(cast):
    """The rows that hang on Gil's rows, by table, before anything is kept apart: those that a scope without his rows must not show."""
    about = break_of_the_wall.tables_about_people()
    models = {model._meta.db_table: model for model in apps.get_models()}
    his = {}
    with scope_of_installation():
        for table, how in about.items():
            model = models[table]
            if how.column:
                field = next(one for one in model._meta.local_fields if one.column == how.column)
                his[table] = list(model.objects.filter(**{field.attname: cast.gil.id}).values_list("pk", flat=True))
                continue
            mine = set()
            for column, parent in how.parents:
                field = next(one for one in model._meta.local_fields if one.column == column)
                mine |= set(model.objects.filter(**{f"{field.attname}__in": his[parent]}).values_list("pk", flat=True))
            his[table] = list(mine)
    return {table: [sql_id(one) for one in ids] for table, ids in his.items()}


def test_whoever_was_not_named_finds_no_row_by_any_statement(cast):
    fill(cast)
    his = hanging(cast)
    full = {table for table, ids in his.items() if ids}
    assert len(full) > 30, "the house tells too little of Gil for this to prove anything"
    kept(cast)
    for who in OUTSIDE:
        with scope_of(cast.actors[who]):
            seen = {table: n for table, n in rows_about(cast.gil.id, his).items() if n}
        assert seen == {}, f"{who} finds {seen}"
    with scope_of(cast.ana):
        assert {table for table, n in rows_about(cast.gil.id, his).items() if n} >= full


def test_every_table_with_a_word_of_somebody_served_is_behind_the_break(cast):
    """A table with a column that may tell of somebody served is about people, or stands here with the reason why not."""
    elsewhere = {
        "board": "applicants for a credential are not people served",
        "hiring": "applicants for work",
    }
    named = {
        "support.KeptApart", "support.Keeper", "support.KeptOut",  # the break itself
        "support.KeptWords",  # the writer's own choice of words
        "warmline.HandOver", "warmline.HandOff", "warmline.Call",  # callers have no record
        "gatherings.Meeting",  # tells of a group
        "intake.StepEntry", "intake.Asking",  # through the intake
        "matching.LivedStatement", "meetings.CalendarFeed",  # of a peer supporter, and of whoever reads the feed
    }  # fmt: skip
    about = break_of_the_wall.tables_about_people()
    missing = [
        model._meta.label
        for model in apps.get_models()
        if "part2" in {kind.value for kind in getattr(model, "privacy", {}).values()}
        and model._meta.app_label not in elsewhere
        and model._meta.label not in named
        and model._meta.db_table not in about
    ]
    assert missing == []


def test_the_names_of_the_tables_are_those_of_the_rows():
    assert {model._meta.db_table for model in (KeptApart, Keeper, KeptOut)} == break_of_the_wall.TABLES


def test_a_write_by_hand_passes_over_what_is_kept_apart(cast):
    kept(cast)
    with scope_of(cast.faye):
        assert Client.objects.filter(id=cast.gil.id).update(goal="theirs") == 0
        assert Client.objects.filter(id=cast.hal.id).update(goal="his") == 1
    with scope_of(cast.ana):
        assert Client.objects.filter(id=cast.gil.id).update(goal="own") == 1


def test_what_hangs_on_his_rows_is_passed_over_by_a_write_too(cast):
    """Marks, promises, papers: tables without a person's column of their own."""
    fill(cast)
    his = {table: ids for table, ids in hanging(cast).items() if ids}
    kept(cast)
    changed, tried = [], 0
    with scope_of(cast.faye), connection.cursor() as cursor:
        for table, about in break_of_the_wall.tables_about_people().items():
            if not about.column and table in his:
                marks = ", ".join(["%s"] * len(his[table]))
                cursor.execute(f'UPDATE "{table}" SET id = id WHERE id IN ({marks})', his[table])
                tried += 1
                changed += [table] * cursor.rowcount
    assert changed == []
    assert tried > 10


def test_somebody_named_sees_it_as_far_as_their_work_goes(cast):
    kept(cast, "ben")
    with scope_of(cast.ben):
        assert get_client(cast.ben, cast.gil.id, TODAY).name == cast.gil.name
    with scope_of(cast.faye), pytest.raises(NotFound):
        get_client(cast.faye, cast.gil.id, TODAY)


def test_taking_it_back_opens_it_again(cast):
    kept(cast)
    with scope_of(cast.ana):
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(False), now=NOW)
    with scope_of(cast.faye):
        assert Client.objects.filter(id=cast.gil.id).exists()


def test_nobody_opens_a_record_that_they_shall_never_see_whatever_their_hat(cast):
    with scope_of(cast.ana):
        never = Named(False, out=frozenset({cast.faye.engagement_id}))
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=never, now=NOW)
    with scope_of(cast.faye):
        assert not Client.objects.filter(id=cast.gil.id).exists()
    with scope_of(cast.ben):
        assert Client.objects.filter(id=cast.gil.id).exists()


def test_a_hat_given_later_opens_nothing_to_whoever_shall_never_see_it(cast):
    with scope_of(cast.ana):
        never = Named(False, out=frozenset({cast.faye.engagement_id}))
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=never, now=NOW)
    with scope_of_installation():
        hat = Engagement.objects.get(id=cast.faye.engagement_id)
        hat.pk, hat.role = new_id(), Role.CLINICAL_SUPERVISOR.value
        hat.save(force_insert=True)
    with scope_of(actor_of(hat)):
        assert not Client.objects.filter(id=cast.gil.id).exists()
    with scope_of(cast.ben):
        assert Client.objects.filter(id=cast.gil.id).exists()


def test_saying_who_sees_it_takes_no_mark_off_that_nobody_was_asked_about(cast):
    """Somebody who begins next week, and one whose hat opens no record, bear his name: the page names neither of them."""
    with scope_of_installation():
        begins = engage(cast, "Gil Moss", Role.PROGRAM_MANAGER, cast.organization, cast.program)
        Engagement.objects.filter(id=begins.engagement_id).update(starts_on=TODAY + timedelta(days=7))
        owner = engage(cast, "Gil  Moss", Role.SYSTEM_OWNER, cast.organization, cast.program)
        clerk = engage(cast, "Moss Gil", Role.BILLER, cast.organization, cast.program)
    with scope_of(cast.ana):
        told, seen = KnownAs("Gil Moss"), KnownAs(cast.gil.name, cast.gil.phone)
        update_known_as(actor=cast.ana, client_id=cast.gil.id, told=told, seen=seen, now=NOW)
        assert get_apart(cast.ana, cast.gil.id, TODAY).out == {clerk.engagement_id}
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(False), now=NOW)
        marked = KeptOut.objects.filter(ended_at__isnull=True).values_list("engagement_id", flat=True)
        assert set(marked) == {begins.engagement_id, owner.engagement_id}
        assert get_apart(cast.ana, cast.gil.id, TODAY).out == frozenset()


def test_the_same_word_again_writes_nothing(cast):
    kept(cast)
    kept(cast)
    with scope_of(cast.ana):
        assert (KeptApart.objects.count(), Keeper.objects.count()) == (1, 1)


def test_nobody_writes_it_down_for_somebody_else_s_person(cast):
    for who in ("cleo", "dov"):
        with scope_of(cast.actors[who]), pytest.raises(NotFound):
            keep_apart(actor=cast.actors[who], client_id=cast.gil.id, named=Named(True), now=NOW)
    with scope_of(cast.jun), pytest.raises(NotPermitted):
        keep_apart(actor=cast.jun, client_id=cast.gil.id, named=Named(True), now=NOW)


def test_somebody_on_both_lists_is_asked_about(cast):
    both = frozenset({cast.ben.engagement_id})
    with scope_of(cast.ana), pytest.raises(BadInput) as wrong:
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(True, both, both), now=NOW)
    assert set(wrong.value.problems) == {"out"}


class TestEmergencies:
    @pytest.fixture(autouse=True)
    def named(self, cast):
        with scope_of_installation():
            cast.gil.legal_given_name, cast.gil.legal_family_name = "Gilbert", "Marsh"
            cast.gil.save()
        kept(cast)

    def opened(self, who, given="Gilbert", family="Marsh", because="Nobody can reach Ana, and he may be in danger."):
        with scope_of(who):
            open_in_emergency(actor=who, given=given, family=family, because=because, now=NOW)

    def test_it_is_open_for_an_hour_and_the_person_s_people_read_why(self, cast, monkeypatch):
        monkeypatch.setattr("cairn.platform.clock.now", lambda: NOW)
        self.opened(cast.faye)
        with scope_of(cast.faye):
            assert get_client(cast.faye, cast.gil.id, TODAY).name == cast.gil.name
        with scope_of(cast.ana):
            (opening,) = get_apart(cast.ana, cast.gil.id, TODAY).openings
        assert (opening.who, opening.told_at) == ("Faye", None)
        assert "danger" in opening.because
        monkeypatch.setattr("cairn.platform.clock.now", lambda: NOW + timedelta(minutes=61))
        with scope_of(cast.faye), pytest.raises(NotFound):
            get_client(cast.faye, cast.gil.id, TODAY)

    def test_a_name_of_nobody_is_answered_alike_and_opens_nothing(self, cast):
        self.opened(cast.faye, "Aldo", "Quenby")
        with scope_of(cast.ana):
            assert Keeper.objects.filter(until__isnull=False).count() == 0

    def test_a_reason_and_a_name_are_asked_for(self, cast):
        with pytest.raises(BadInput):
            self.opened(cast.faye, because="")
        with pytest.raises(BadInput):
            self.opened(cast.faye, given="")

    def test_whoever_shall_never_see_it_is_not_let_in_by_an_emergency(self, cast):
        kept(cast, out=[cast.faye.engagement_id])
        self.opened(cast.faye)
        with scope_of(cast.faye):
            assert not Client.objects.filter(id=cast.gil.id).exists()

    def test_roles_without_the_duty_cannot_ask(self, cast):
        for who in ("cleo", "jun", "noor"):
            with pytest.raises(NotPermitted):
                self.opened(cast.actors[who])


def test_counts_and_sums_leave_it_out(cast):
    fill(cast)
    with scope_of(cast.faye):
        before = Encounter.objects.count(), Promise.objects.count(), Client.objects.count()
    kept(cast)
    with scope_of(cast.faye):
        after = Encounter.objects.count(), Promise.objects.count(), Client.objects.count()
    assert all(one < other for one, other in zip(after, before, strict=True))
