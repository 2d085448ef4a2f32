"""No row outside the open organization is read or written, however the statement was written."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery, Sum

from cairn.platform.db import wall
from cairn.platform.db.wall import EVERYTHING, OutsideScope, check_wall, install_wall, open_scope
from tests.platform.db.clinic.models import Client, Note, Place, Visit
from tests.platform.db.conftest import DAY, NORTH, PEER, SOUTH

is_sqlite = connection.vendor == "sqlite"
sqlite_only = pytest.mark.skipif(not is_sqlite, reason="about SQLite's views")


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def counts():
    with open_scope(EVERYTHING):
        return Client.objects.count(), Visit.objects.count()


READS = {
    "all": lambda: len(Client.objects.all()),
    "iterator": lambda: len(list(Client.objects.iterator())),
    "values": lambda: len(Client.objects.values()),
    "values_list of one column": lambda: len(Client.objects.values_list("name", flat=True)),
    "count": lambda: Client.objects.count(),
    "aggregate": lambda: Client.objects.aggregate(number=Count("*"))["number"],
    "aggregate over a join": lambda: Visit.objects.aggregate(number=Count("client", distinct=True))["number"],
    "group by": lambda: sum(row["n"] for row in Client.objects.values("is_open").annotate(n=Count("id"))),
    "distinct": lambda: Client.objects.values("name").distinct().count(),
    "join": lambda: Client.objects.filter(visits__minutes=30).distinct().count(),
    "in subquery": lambda: Client.objects.filter(id__in=Visit.objects.values("client_id")).count(),
    "exists": lambda: Client.objects.filter(Exists(Visit.objects.filter(client_id=OuterRef("id")))).count(),
    "union": lambda: Client.objects.filter(is_open=True).union(Client.objects.filter(is_open=False)).count(),
    "raw queryset": lambda: len(list(Client.objects.raw('SELECT * FROM "clinic_client"'))),
    "raw SQL": lambda: sql('SELECT count(*) FROM "clinic_client"')[0][0],
    "raw SQL, unquoted": lambda: sql("select count(*) from clinic_client")[0][0],
    "raw SQL, alias": lambda: sql("SELECT count(c.name) FROM clinic_client AS c")[0][0],
    "common table expression": lambda: sql("WITH x AS (SELECT * FROM clinic_client) SELECT count(*) FROM x")[0][0],
    "scalar subquery": lambda: sql("SELECT (SELECT count(*) FROM clinic_client)")[0][0],
    "from an unwalled table": lambda: sql("SELECT count(c.id) FROM clinic_client c LEFT JOIN clinic_place p ON true")[
        0
    ][0],
    "window": lambda: len(sql("SELECT row_number() OVER (ORDER BY name) FROM clinic_client")),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_reads_stay_within(two, read):
    assert read() == 0
    with open_scope(NORTH):
        assert read() == 3
        with open_scope(SOUTH):
            assert read() == 2
        with open_scope(EVERYTHING):
            assert read() >= 3  # names meet across organizations in the distinct ones
        assert read() == 3
    assert read() == 0


def test_everything_is_everything(two):
    assert counts() == (5, 10)


def test_values_come_back_as_they_went_in(two):
    with open_scope(NORTH):
        visit = Visit.objects.select_related("client").first()
        assert (visit.organization_id, visit.started_at, visit.client.is_open) == (NORTH, DAY, True)
        assert Visit.objects.aggregate(total=Sum("minutes"))["total"] == 180


def test_by_key_and_by_relation(two):
    foreign = two.clients[SOUTH][0]
    place = Place.objects.create(name="bridge", client=foreign)
    with open_scope(NORTH):
        assert not Client.objects.filter(pk=foreign.pk).exists()
        assert Place.objects.select_related("client").get(pk=place.pk).client is None
        assert Place.objects.filter(client__name="person 0").count() == 0
        assert list(Place.objects.values_list("client__name", flat=True)) == [None]
        with pytest.raises(Client.DoesNotExist):
            _ = Place.objects.get(pk=place.pk).client
        with pytest.raises(Client.DoesNotExist):
            foreign.refresh_from_db()
        assert list(foreign.visits.all()) == []
        reached = Place.objects.annotate(
            name_of=Subquery(Client.objects.filter(pk=OuterRef("client_id")).values("name"))
        )
        assert reached.get().name_of is None


def test_prefetch(two):
    with open_scope(NORTH):
        assert sum(len(client.visits.all()) for client in Client.objects.prefetch_related("visits")) == 6


WRITES = {
    "create": lambda two: Client.objects.create(organization_id=SOUTH, name="new"),
    "bulk_create": lambda two: Client.objects.bulk_create([Client(organization_id=SOUTH, name="new")]),
    "bulk_create, half of it": lambda two: Client.objects.bulk_create(
        [Client(organization_id=NORTH, name="good"), Client(organization_id=SOUTH, name="bad")]
    ),
    "ignoring conflicts": lambda two: Client.objects.bulk_create(
        [Client(organization_id=SOUTH, name="new")], ignore_conflicts=True
    ),
    "over a foreign row": lambda two: Client.objects.bulk_create(
        [Client(id=two.clients[SOUTH][0].id, organization_id=NORTH, name="taken")],
        update_conflicts=True, unique_fields=["id"], update_fields=["name"],
    ),
    "giving a row away": lambda two: Client.objects.update(organization_id=SOUTH),
    "giving one row away": lambda two: Client.objects.filter(pk=two.clients[NORTH][0].pk).update(organization_id=SOUTH),
    "raw insert": lambda two: connection.cursor().execute(
        "INSERT INTO clinic_client (id, organization_id, name, is_open) VALUES (%s, %s, 'raw', %s)",
        [PEER.hex, SOUTH.hex, True],
    ),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_writes_outside_are_refused(two, write):
    for scope in (NORTH, None):
        with connection.open_scope.opened(scope):
            if scope is None and write in (WRITES["giving a row away"], WRITES["giving one row away"]):
                assert write(two) == 0  # nothing is open, so there is nothing to change
            else:
                with pytest.raises(OutsideScope) as refusal, transaction.atomic():
                    write(two)
                assert isinstance(refusal.value, IntegrityError)
    assert counts() == (5, 10)
    with open_scope(SOUTH):
        assert Client.objects.filter(name__in=["taken", "new", "bad"]).count() == 0


def test_writes_inside_are_taken(two):
    with open_scope(NORTH):
        client = Client.objects.create(organization_id=NORTH, name="new")
        client.name = "newer"
        client.save()
        made = Client.objects.bulk_create([Client(organization_id=NORTH, name=f"bulk {n}") for n in range(3)])
        assert Client.objects.filter(pk__in=[one.pk for one in made]).count() == 3
        again = [Client(id=client.id, organization_id=NORTH, name="other")]
        Client.objects.bulk_create(again, ignore_conflicts=True)
        assert Client.objects.get(pk=client.pk).name == "newer"
        Client.objects.bulk_create(again, update_conflicts=True, unique_fields=["id"], update_fields=["name"])
        assert Client.objects.get(pk=client.pk).name == "other"
        Client.objects.bulk_update([Client(pk=client.pk, name="last")], ["name"])
        assert Client.objects.get_or_create(organization_id=NORTH, name="last", defaults={}) == (client, False)
        assert Client.objects.select_for_update().get(pk=client.pk).name == "last"
        assert client.delete()[0] == 1


def test_update_and_delete_pass_over_foreign_rows(two):
    with open_scope(NORTH):
        assert Visit.objects.update(minutes=F("minutes") + 1) == 6
        assert Visit.objects.filter(pk=two.visits[SOUTH][0].pk).update(minutes=0) == 0
        assert Note.objects.all().delete()[0] == 1
        assert Visit.objects.filter(pk=two.visits[SOUTH][0].pk).delete()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute('DELETE FROM "clinic_visit"')
            assert cursor.rowcount == 6
            cursor.execute("update clinic_client set name = 'x' || id")
            assert cursor.rowcount == 3
    with open_scope(SOUTH):
        assert (Visit.objects.filter(minutes=30).count(), Note.objects.count()) == (4, 1)
        assert Client.objects.filter(name__startswith="person").count() == 2
    with open_scope(EVERYTHING):
        assert Visit.objects.update(minutes=1) == 4
        assert Note.objects.all().delete()[0] == 1


def test_subqueries_of_a_write_stay_within(two):
    with open_scope(NORTH):
        other = Client.objects.filter(pk=two.clients[SOUTH][0].pk).values("id")
        assert Visit.objects.filter(client_id__in=other).update(minutes=0) == 0
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE clinic_client SET name = (SELECT count(*) FROM clinic_visit) WHERE name = 'person 1'"
            )
        assert Client.objects.filter(name="6").count() == 1


def test_rolling_back_neither_opens_nor_closes(two):
    with open_scope(NORTH):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert Client.objects.count() == 3
            raise ZeroDivisionError
        assert Client.objects.count() == 3
        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic(), open_scope(SOUTH):
                assert Client.objects.count() == 2
                raise ZeroDivisionError
            assert Client.objects.count() == 3
    assert Client.objects.count() == 0
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        with open_scope(SOUTH):
            assert Client.objects.count() == 2
        assert Client.objects.count() == 0
        raise ZeroDivisionError
    assert Client.objects.count() == 0


def test_rolling_back_whole_transactions(two_for_threads):
    with pytest.raises(ZeroDivisionError), transaction.atomic(), open_scope(SOUTH):
        assert Client.objects.count() == 2
        raise ZeroDivisionError
    assert Client.objects.count() == 0
    with open_scope(NORTH):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            with open_scope(SOUTH):
                assert Client.objects.count() == 2
            raise ZeroDivisionError
        assert Client.objects.count() == 3
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(name="dangling", client_id=PEER)  # found at commit
        assert Client.objects.count() == 3
        with pytest.raises(DatabaseError), transaction.atomic(), open_scope(SOUTH):
            connection.cursor().execute("SELECT nonsense")
        assert Client.objects.count() == 3
        with transaction.atomic():
            sid = transaction.savepoint()
            with open_scope(SOUTH):
                assert Client.objects.count() == 2
            transaction.savepoint_rollback(sid)
            assert Client.objects.count() == 3
    assert Client.objects.count() == 0


def test_a_new_connection_within_a_scope(two_for_threads):
    with open_scope(NORTH):
        connection.close()
        assert Client.objects.count() == 3
        connection.close()
        with open_scope(SOUTH):
            assert Client.objects.count() == 2
    connection.close()
    assert Client.objects.count() == 0


def test_nothing_open_goes_back_to_the_pool(two_for_threads):
    for _ in range(20):
        with open_scope(NORTH):
            assert Client.objects.count() == 3
        connection.close()
        connection.ensure_connection()
        if not is_sqlite:
            row = connection.connection.execute("SELECT current_setting('cairn.organization', true)").fetchone()
            assert row[0] in (None, "")
        assert sql("SELECT count(*) FROM clinic_client") == [(0,)]


def test_each_thread_has_its_own_scope(two_for_threads):
    seen, barrier = {}, threading.Barrier(3, timeout=20)

    def look(name, scope):
        try:
            with connection.open_scope.opened(scope):
                barrier.wait()
                seen[name] = [Client.objects.count() for _ in range(20)]
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=pair) for pair in (("n", NORTH), ("s", SOUTH), ("-", None))]
    with open_scope(EVERYTHING):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {name: set(numbers) for name, numbers in seen.items()} == {"n": {3}, "s": {2}, "-": {0}}


def test_scopes_cost_no_counted_statement(two, django_assert_num_queries):
    with django_assert_num_queries(1), open_scope(NORTH):
        Client.objects.count()


def test_switching_the_wall_off_for_the_proof_of_the_other(two, settings):
    settings.CAIRN_WALL_TWO = False
    assert Client.objects.count() == 5
    settings.CAIRN_WALL_TWO = True
    assert Client.objects.count() == 0


def test_a_scope_must_be_one():
    with pytest.raises(TypeError), open_scope(None):
        pass
    with pytest.raises(TypeError), open_scope(str(NORTH)):
        pass


def test_down_and_up_again(two_for_threads):
    with wall.wall_down(connection):
        assert sql("SELECT count(*) FROM clinic_client") == [(5,)]
        with wall.wall_down(connection):
            assert Client.objects.count() == 5
        assert Client.objects.count() == 5
    assert Client.objects.count() == 0
    check_wall(connection)


def test_installing_is_repeatable(two_for_threads):
    assert install_wall(connection) == ["clinic_client", "clinic_note", "clinic_visit"]
    install_wall(connection)
    check_wall(connection)
    assert Client.objects.count() == 0


def test_a_column_added_later_is_seen(two_for_threads):
    """A migration changes a walled table: the wall stands again afterwards, and shows the new column."""
    from django.db import models

    extra = models.CharField(max_length=5, default="plus")
    extra.set_attributes_from_name("extra")
    extra.model = Client
    with connection.schema_editor() as editor:
        editor.add_field(Client, extra)
    try:
        with open_scope(NORTH):
            assert sql("SELECT extra FROM clinic_client") == [("plus",)] * 3
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(Client, extra)
    check_wall(connection)
    with open_scope(SOUTH):
        assert Client.objects.count() == 2


def test_constraint_checks_see_the_tables(two):
    connection.check_constraints()
    connection.check_constraints(["clinic_visit", "clinic_note"])


def test_introspection_sees_the_tables(two):
    with connection.cursor() as cursor:
        assert connection.introspection.get_primary_key_column(cursor, "clinic_visit") == "id"
        relations = connection.introspection.get_relations(cursor, "clinic_visit")
        assert relations["client_id"][:2] == ("id", "clinic_client")
        assert "visit_caseload" in connection.introspection.get_constraints(cursor, "clinic_visit")
