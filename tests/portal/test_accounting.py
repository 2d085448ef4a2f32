"""One accounting of everything that was sent: each verb that sends tells it; who may read it; what it shows, and never a word of content."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache

import cairn
from cairn.court.models import CourtReport
from cairn.incidents.domain.kinds import Basis, Recipient
from cairn.incidents.domain.minimum import Told
from cairn.incidents.models import OutsideReport
from cairn.kernel.errors import NotFound, NotPermitted
from cairn.portal.domain.choices import Language
from cairn.portal.domain.words.names_of_the_accounting import SPANISH
from cairn.portal.models import Access
from cairn.portal.queries.accounting import READERS, get_accounting
from cairn.privacy.command import registered
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.domain.accounting import Listed, Reach, listed
from cairn.privacy.domain.consents import Share
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.architecture.test_commands import load_all_commands
from tests.browsers import counted, set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW, TODAY
from tests.portal.house import let_in, sign_in
from tests.referrals import house as referrals
from tests.whole_house import fill

pytestmark = pytest.mark.django_db
SOURCE = Path(cairn.__file__).parent
ASKS = {"ask_again", "decide_sharing", "decide_sharing_for"}
SENDS = r"\.(sent|told|given|shared|exported|submitted|disclosed|transmitted|handed_over|faxed|mailed)$|\.report\.made$"

# Whoever asks a consent whether something may go out: which verb sends by it, or why nothing leaves by it.
ASKERS = {
    "departures/queries/packages.py": "send_package",
    "referrals/queries/tellings.py": "tell_place",
    "incidents/queries/agreed.py": "record_report",
    "court/queries/wall.py": "send_court_report",
    "court/commands/studies.py": "not sent: a study keeps its facts in the house, and its lead reads them",
    "court/queries/studies.py": "not sent: a study keeps its facts in the house, and its lead reads them",
    "billing/queries/claims.py": "not sent: the page shows what could be billed; no claim leaves Cairn yet",
}
# Rows that name a receiver or a consent: which verb writes them, or why they are no sending about a person served.
ROWS = {
    "departures.Sending": "send_package",
    "referrals.HandOver": "tell_place",
    "incidents.OutsideReport": "record_report",
    "court.CourtReport": "send_court_report",
    "court.StudyFact": "not sent: kept in the house",
    "privacy.Consent": "not sent: it permits, and sends nothing",
    "badges.Badge": "no person served: somebody's credential",
}
# Acts of the ledger that sound like a sending.
ACTS = {
    "departures.package.sent": "send_package",
    "referrals.place.told": "tell_place",
    "incidents.report.made": "record_report",
    "court.report.sent": "send_court_report",
    "referrals.card.given": "not sent: the person carries the card, and decides",
    "meetings.message.sent": "not sent: between the person and whoever walks with them",
    "meetings.reminder.sent": "not sent: to the person themselves, and it says of what nothing",
    "intake.asking.sent": "not sent: it comes in",
    "gatherings.meeting.told": "not sent: who came, told to the program",
    "supervision.change.told": "no person served: the board is told who supervises",
    "board.letter.sent": "no person served: to an applicant",
    "board.application.submitted": "no person served: by an applicant",
    "exams.sitting.submitted": "no person served: by a candidate",
    "hiring.application.sent": "no person served: by an applicant",
    "mentoring.wish.told": "no person served: by a mentee",
    "program.readiness.shared": "no person served: of the program itself",
    "training.evaluation.given": "no person served: by a student",
}


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def gil(cast):
    return let_in(cast, cast.gil, "gil-himself")


@pytest.fixture
def filled(cast):
    """Gil, with one row of everything."""
    fill(cast)
    return cast.actors["gil-himself"]


def found(cast, actor, client=None):
    with scope_of(actor):
        return get_accounting(actor, (client or cast.gil).id, NOW)


def again(model, **changed):
    """One more row like the first one."""
    first = model.objects.first()
    own = {one.attname: getattr(first, one.attname) for one in model._meta.concrete_fields if one.attname != "id"}
    return model.objects.create(**own | changed)


def modules():
    for path in SOURCE.rglob("*.py"):
        if "privacy" not in path.relative_to(SOURCE).parts[:1]:
            yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text())


def test_whoever_asks_whether_something_may_go_out_is_known_here():
    asking = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ASKS & {one.name for one in node.names}
    }
    assert asking == set(ASKERS)


def test_rows_that_name_a_receiver_or_a_consent_are_known_here():
    naming = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("cairn.")
        and any(re.match(r"recipient|consent_id$|sent_to|receiver", field.name) for field in model._meta.get_fields())
    }
    assert naming == set(ROWS)


def test_acts_that_sound_like_a_sending_are_known_here():
    said = {
        text
        for name, tree in modules()
        for node in ast.walk(tree)
        if "/commands/" in name and isinstance(node, ast.Constant)
        for text in [node.value]
        if isinstance(text, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", text) and re.search(SENDS, text)
    }
    assert said == set(ACTS)


def test_every_verb_that_sends_tells_the_accounting_and_every_reader_is_a_verb():
    sending = {verb for table in (ASKERS, ROWS, ACTS) for verb in table.values() if " " not in verb}
    load_all_commands()
    assert sending == set(READERS)
    assert set(READERS) <= set(registered)


def test_a_row_of_each_sort_is_a_line_with_when_to_whom_what_why_and_by_whom(cast, filled):
    told = found(cast, filled)
    assert {line.sent.command for line in told.lines} == set(READERS)
    for line in told.lines:
        assert line.sent.recipient
        assert line.sent.what
        assert line.by == "Ana"
    report = next(line for line in told.lines if line.sent.command == "record_report")
    assert (report.sent.basis.code, report.listed, report.sent.source) == (
        "basis.child_abuse", Listed.HIPAA, "42 CFR 2.12(c)(6)",
    )  # fmt: skip
    assert found(cast, cast.faye).lines == told.lines


def test_a_place_told_by_the_verb_is_there_at_once_with_the_consent_also_when_that_was_taken_back(cast, gil):
    consent = referrals.consent(cast)
    referrals.tell(cast, referrals.refer(cast), told="He likes mornings")
    (line,) = found(cast, gil).lines
    assert (line.sent.recipient, [one.code for one in line.sent.what]) == (
        "Creekside Homes", ["name_and_need", "few_words"],
    )  # fmt: skip
    assert (line.consent.id, line.consent.is_active, line.listed) == (consent.id, True, Listed.PART2)
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=consent.id, now=NOW)
    (line,) = found(cast, gil).lines
    assert (line.consent.id, line.consent.is_active) == (consent.id, False)


def test_a_report_that_names_nobody_is_no_line(cast, filled):
    with scope_of_installation():
        again(OutsideReport, names_client=False)
    assert sum(line.sent.command == "record_report" for line in found(cast, filled).lines) == 1


def test_nobody_else_reads_it(cast, filled):
    hal = let_in(cast, cast.hal, "hal-himself")
    for actor in (hal, cast.dov):
        with pytest.raises((NotFound, NotPermitted)):
            found(cast, actor)
    for actor in (cast.ana, cast.ben, cast.noor, cast.jun):
        with pytest.raises(NotPermitted):
            found(cast, actor)
    assert found(cast, hal, cast.hal).lines == ()


@pytest.mark.parametrize(
    ("days", "is_by_consent", "reach", "asked"),
    [
        (0, False, Reach(6, 3), Listed.HIPAA),
        (6 * 365, False, Reach(6, 3), Listed.HIPAA),
        (6 * 366 + 1, False, Reach(6, 3), Listed.OLDER),
        (2 * 365, True, Reach(6, 3), Listed.PART2),
        (4 * 365, True, Reach(6, 3), Listed.OLDER),
        (40 * 365, False, Reach(None, None), Listed.HIPAA),
        (40 * 365, True, Reach(None, None), Listed.PART2),
    ],
)
def test_which_list_asks_for_a_line(days, is_by_consent, reach, asked):
    on = TODAY - timedelta(days=days)
    assert listed(on=on, today=TODAY, is_by_consent=is_by_consent, reach=reach) is asked


def test_the_packs_say_how_far_back(cast):
    lists = found(cast, cast.faye).lists
    assert lists.reach == Reach(6, 3)
    assert lists.part2.text == "42 CFR 2.25"


def test_the_pages_show_it_in_both_languages_and_no_word_of_content(cast, filled):
    secret = "Quite-secret words"
    referrals.consent(cast)
    referrals.tell(cast, referrals.refer(cast), told=secret)
    browser = sign_in(cast, "gil-himself")
    page = browser.get("/mine/sent/").content.decode()
    assert "Creekside Homes" in page
    assert "The first report of child abuse" in page
    assert secret not in page
    with scope_of_installation():
        Access.objects.update(language=Language.SPANISH.value)
    page = browser.get("/mine/sent/").content.decode()
    assert "El primer informe de maltrato infantil" in page
    assert "Creekside Homes" in page
    page = sign_in_at_work(cast, "faye").get(f"/people/{cast.gil.id}/sent/").content.decode()
    assert "Creekside Homes" in page
    assert "45 CFR 164.528" in page
    assert secret not in page
    with scope_of_installation():
        assert LedgerEntry.objects.filter(action="privacy.accounting.seen", subject_id=cast.gil.id).count() >= 1


def test_empty_says_so(cast, gil):
    assert "Nothing was sent" in sign_in(cast, "gil-himself").get("/mine/sent/").content.decode()


def test_ten_times_as_much_asks_no_more_statements(cast, filled):

    def asked() -> int:
        with scope_of(filled), counted() as count:
            get_accounting(filled, cast.gil.id, NOW)
        return len(count)

    before = asked()
    with scope_of_installation():
        for _ in range(10):
            again(CourtReport)
    assert asked() == before <= 12


def test_every_code_has_spanish_words():
    codes = {f"share.{one.value}" for one in Share} | {f"told.{one.value}" for one in Told}
    codes |= {f"report.{one.value}" for one in Recipient}
    codes |= {f"basis.{one.value}" for one in Basis if one is not Basis.CONSENT} | {"consent"}
    assert codes <= set(SPANISH)
