"""Sessions are kept as Django keeps them: what one store writes the other reads, and one that ended is not made again."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.platform.db.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    made = SessionStore()
    made["words"] = "first"
    made.save()
    return made


def test_a_session_is_written_in_one_statement_and_read_by_either_store(session):
    again = SessionStore(session.session_key)
    again["words"] = "secönd"
    with CaptureQueriesContext(connection) as captured:
        again._get_session()
        again.save()
    assert len(captured) == 1
    for store in (SessionStore, db.SessionStore):
        assert store(session.session_key)["words"] == "secönd"


@pytest.mark.parametrize("store", [SessionStore, db.SessionStore])
def test_a_session_that_ended_meanwhile_is_not_made_again(session, store):
    other = store(session.session_key)
    other["words"] = "late"
    session.delete()
    with pytest.raises(UpdateError):
        other.save()
    assert not db.SessionStore.get_model_class().objects.exists()


def test_when_it_ends_is_written_as_django_writes_it(session):
    ends, kept = session.get_expiry_date(), []
    for store in (SessionStore, db.SessionStore):
        one = store(session.session_key)
        one.get_expiry_date = lambda: ends
        one["words"] = "again"
        one.save()
        with connection.cursor() as cursor:
            cursor.execute("SELECT expire_date FROM django_session")
            kept += cursor.fetchall()
    assert kept[0] == kept[1]
    assert db.SessionStore.get_model_class().objects.get().expire_date == ends
