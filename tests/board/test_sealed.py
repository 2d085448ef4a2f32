"""What somebody says of the own recovery is read by that person alone: no role, page, letter, decision or stored row shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

import cairn
from cairn.board.commands.decisions import settle_application
from cairn.board.commands.letters import send_letter, write_letter
from cairn.board.models import Application, Letter, SealedStatement
from cairn.board.queries.files import get_file
from cairn.kernel.actors import Role
from cairn.kernel.errors import NotPermitted
from cairn.platform.ids import new_id
from cairn.platform.sealing import unseal
from cairn.privacy import policy
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.architecture.test_addresses import ADDRESSES
from tests.board.packets import complete, send_application
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db
STAY = {"stay_1_kind": "inpatient", "stay_1_started": "2026-01-01T10:00", "stay_1_ended": "2026-01-09T10:07",
        "driving_1_on": "2026-03-04"}  # fmt: skip
SECRETS = (
    "2019-05-17",
    "May 17, 2019",
    "192 h",
    "2026-01-09",
    "January 9, 2026",
    "2028-01-10",
    "2026-03-04",
    "2028-03-05",
)


@pytest.fixture
def told(cast):
    """Everything that the desk can do with a file that does not meet the sealed rules: a letter, then a refusal."""
    application_id = send_application(cast, stays=STAY)
    version = complete(cast, application_id)
    with scope_of(cast.hana):
        letter_id = new_id()
        write_letter(actor=cast.hana, letter_id=letter_id, application_id=application_id, seen_version=version, now=NOW)
        send_letter(actor=cast.hana, letter_id=letter_id, seen_version=1, now=NOW)
        Application.objects.filter(id=application_id).update(state="sent")
        version = Application.objects.get().version
        settle_application(
            actor=cast.hana,
            decision_id=new_id(),
            application_id=application_id,
            outcome="refused",
            reasons="The rule is not met.",
            seen_version=version,
            now=NOW,
        )
    return application_id


def ids_of(cast, route):
    """The address with ids of Ivo's file in it, whatever kind the parts ask for."""
    with scope_of(cast.hana):
        application, letter = Application.objects.get(), Letter.objects.get()
    known = {"application_id": application.id, "letter_id": letter.id}
    where = re.sub(r"<uuid:(\w+)>", lambda part: str(known.get(part[1], application.id)), route)
    return "/" + where.replace("<slug:step>", "stays").replace("<slug:place>", "us-mt")


@pytest.mark.parametrize("role", list(Role))
def test_no_role_finds_it_on_any_page(cast, told, monkeypatch, role):
    set_clock(monkeypatch)
    with scope_of_installation():
        engage(cast, f"any-{role.value}", role, cast.organization, cast.program)
    browser = sign_in(cast, f"any-{role.value}")
    browser.raise_request_exception = False
    for route, view in ADDRESSES:
        if (
            route.startswith(("sign-in/", "s/", "join/"))
            or "static" in route
            or not view.__module__.startswith("cairn")
        ):
            continue
        words = b"".join(browser.get(ids_of(cast, route))).decode(errors="replace")
        assert not [secret for secret in SECRETS if secret in words], route


def test_the_candidate_reads_the_own_words(cast, told, monkeypatch):
    set_clock(monkeypatch)
    words = sign_in(cast, "ivo").get(ids_of(cast, "board/applications/<uuid:application_id>/send/")).content.decode()
    assert all(secret in words for secret in ("May 17, 2019", "192 h", "March 4, 2026"))


def test_the_desk_learns_whether_the_rule_is_met_and_nothing_else(cast, told):
    with scope_of(cast.hana):
        judged = get_file(cast.hana, told, TODAY).judged
    assert {one.code: one.is_met for one in judged.findings if "sealed" in one.found} == {
        "apply.recovery": True,
        "apply.inpatient": False,
        "apply.incarceration": True,
        "apply.attestations": True,
        "apply.driving_and_drugs": False,
    }
    assert not [secret for secret in SECRETS if secret in str(judged)]


def test_no_stored_row_holds_it_in_clear(cast, told):
    with scope_of_installation():
        statement = SealedStatement.objects.get()
        assert "2026-01-09T10:07" in unseal(statement.sealed, statement.id)
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    held = b" ".join(
                        bytes(one) if isinstance(one, (bytes, memoryview)) else str(one).encode() for one in row
                    )
                    assert not [secret for secret in SECRETS if secret.encode() in held], table


def test_only_the_applicant_and_the_judgment_may_open_it():
    grants = {(one.permission, one.role) for one in policy.all_grants() if one.permission.startswith("board.statement")}
    assert grants == {("board.statement.read", Role.CANDIDATE), ("board.statement.judge", Role.BOARD_CLERK)}
    source = Path(cairn.__file__).parent
    opens = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bunseal\(", path.read_text())
    }
    assert opens == {
        "platform/sealing.py",
        "board/commands/applications.py",
        "board/queries/applications.py",
        "board/queries/files.py",
        "matching/queries/offers.py",  # what a peer supporter lived through, for themselves and the one who chooses
    }


def test_every_other_role_is_refused_at_the_query(cast, told):
    for actor in cast.actors.values():
        if actor.role is not Role.BOARD_CLERK:
            with scope_of(actor), pytest.raises(NotPermitted):
                get_file(actor, told, TODAY)
