"""Hours of a class passed here go into the own continuing education: with their source, once, by the person's own word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.badges.commands.badges import revoke_badge
from cairn.credentials.commands.credentials import CourseDraft, record_ce
from cairn.credentials.commands.entries import take_back_entry
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.models import ContinuingEducation, Credential
from cairn.credentials.queries.standing import get_holder
from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.kernel.instants import local_date
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.training.commands.class_hours import decline_class_hours, take_over_class_hours
from cairn.training.commands.completions import complete_registration
from cairn.training.queries.class_hours import list_class_hours
from tests.browsers import set_clock, sign_in
from tests.people import ZONE, engage
from tests.training.planning import candidate, join, plan
from tests.training.test_completions import OVER, attend, sit

pytestmark = pytest.mark.django_db
OVER_ON = local_date(OVER, ZONE)
ISSUED_ON = OVER_ON - timedelta(days=300)


def certified(cast, who, on=ISSUED_ON, kind="behavioral_health_peer"):
    with scope_of(who):
        return Credential.objects.create(
            organization_id=who.organization_id, holder_id=who.engagement_id, kind=kind, place="us-mt",
            number=f"N-{kind}", issued_on=on,
        ).id  # fmt: skip


def passed(cast, who):
    """A class of Kay's, passed by a candidate who is this very person under another hat."""
    student = candidate(cast, "student")
    class_id = plan(cast)
    registration_id = join(student, class_id)
    attend(cast, registration_id, class_id)
    sit(student, registration_id, 18)
    with scope_of_installation():
        Engagement.objects.filter(id=student.engagement_id).update(person_id=who.person_id)
    with scope_of(cast.kay):
        complete_registration(actor=cast.kay, registration_id=registration_id, now=OVER)
    return registration_id


def offered(who, on=OVER_ON):
    with scope_of(who):
        return list_class_hours(who, on)


def take_over(who, registration_id, credential_id=None, *, category="general", course_id=None):
    with scope_of(who):
        return take_over_class_hours(
            actor=who, registration_id=registration_id, course_id=course_id or new_id(), credential_id=credential_id,
            category=category, now=OVER,
        )  # fmt: skip


def test_a_class_is_counted_once_with_its_source(cast):
    credential_id = certified(cast, cast.ana)
    registration_id = passed(cast, cast.ana)
    (one,) = offered(cast.ana)
    assert (one.registration_id, one.is_open, one.certificates[0][0]) == (registration_id, True, credential_id)
    course_id = new_id()
    for _ in range(2):
        assert take_over(cast.ana, registration_id, course_id=course_id) == course_id
    with pytest.raises(Exception, match="counted already"):
        take_over(cast.ana, registration_id)
    with scope_of(cast.ana):
        kept = ContinuingEducation.objects.get()
        assert (kept.minutes, kept.source_id, kept.completed_on) == (one.minutes, registration_id, OVER_ON)
        assert kept.sponsor == cast.organization.name
        (held,) = get_holder(cast.ana, cast.ana.engagement_id, OVER_ON).held
        assert held.ce.figures["years"][-1].earned == one.minutes
    assert offered(cast.ana)[0].is_counted


def test_it_follows_the_person_over_the_wall_between_organizations(cast):
    """Dov works elsewhere and took the class here: what he passed is his, and nobody else's."""
    certified(cast, cast.dov)
    registration_id = passed(cast, cast.dov)
    take_over(cast.dov, registration_id)
    assert offered(cast.dov)[0].held_by == cast.organization.name
    certified(cast, cast.ana)
    assert offered(cast.ana) == ()
    with pytest.raises(NotFound):
        take_over(cast.ana, registration_id)
    with scope_of(cast.ana), pytest.raises(NotFound):
        decline_class_hours(actor=cast.ana, registration_id=registration_id, now=OVER)
    for actor in (cast.faye, cast.kay, cast.ivo):
        with pytest.raises(NotPermitted):
            take_over(actor, registration_id)


def test_what_was_declined_is_left_out_and_can_be_counted_later(cast):
    certified(cast, cast.ana)
    registration_id = passed(cast, cast.ana)
    with scope_of(cast.ana):
        for _ in range(2):
            decline_class_hours(actor=cast.ana, registration_id=registration_id, now=OVER)
    (one,) = offered(cast.ana)
    assert (one.is_declined, one.is_open) == (True, False)
    take_over(cast.ana, registration_id)
    assert offered(cast.ana)[0].is_counted


def test_the_same_hours_written_by_hand_are_not_counted_beside(cast):
    credential_id = certified(cast, cast.ana)
    registration_id = passed(cast, cast.ana)
    (one,) = offered(cast.ana)
    by_hand = CourseDraft(one.completed_on, one.minutes, "general", "That class", "Kay")

    def write(course_id):
        with scope_of(cast.ana):
            record_ce(actor=cast.ana, course_id=course_id, credential_id=credential_id, draft=by_hand, now=OVER)

    first = new_id()
    write(first)
    with pytest.raises(BadInput, match="That class"):
        take_over(cast.ana, registration_id)
    with scope_of(cast.ana):
        take_back_entry(
            actor=cast.ana, holder_id=cast.ana.engagement_id, kind=EntryKind.COURSE, entry_id=first, because="Twice",
            now=OVER,
        )  # fmt: skip
    take_over(cast.ana, registration_id)
    with pytest.raises(BadInput, match="on record"):
        write(new_id())


def test_what_was_before_certification_or_revoked_does_not_count(cast):
    certified(cast, cast.ana, OVER_ON + timedelta(days=1))
    registration_id = passed(cast, cast.ana)
    with pytest.raises(BadInput) as error:
        take_over(cast.ana, registration_id)
    assert set(error.value.problems) == {"credential"}
    with scope_of(cast.kay):
        revoke_badge(actor=cast.kay, badge_id=registration_id, reason="mistake", now=OVER)
    assert offered(cast.ana) == ()


def test_with_two_certificates_one_is_chosen(cast):
    certified(cast, cast.ana)
    family = certified(cast, cast.ana, kind="family_peer")
    registration_id = passed(cast, cast.ana)
    for wrong in ({}, {"credential_id": new_id()}, {"credential_id": family, "category": "preparation"}):
        with pytest.raises(BadInput):
            take_over(cast.ana, registration_id, **wrong)
    take_over(cast.ana, registration_id, family)
    with scope_of(cast.ana):
        assert ContinuingEducation.objects.get().credential_id == family


def test_the_page_counts_and_leaves_out(cast, monkeypatch):
    certified(cast, cast.ana)
    registration_id = passed(cast, cast.ana)
    set_clock(monkeypatch, OVER)
    browser = sign_in(cast, "ana")
    assert "Hours from classes held here" in browser.get("/credential/").content.decode()
    page = browser.get("/training/hours/").content.decode()
    assert "Count these hours" in page
    address = f"/training/hours/{registration_id}"
    assert browser.post(f"{address}/decline/").status_code == 302
    assert "Left out" in browser.get("/training/hours/").content.decode()
    assert browser.post(f"{address}/count/", {"category": "cooking"}).status_code == 400
    sent = {"id": new_form_id(cast.organization.id), "category": "ethics"}
    for _ in range(2):
        assert browser.post(f"{address}/count/", sent).status_code == 302
    assert "Counted" in browser.get("/training/hours/").content.decode()
    assert "taken over from the class" in browser.get("/credential/").content.decode()
    assert sign_in(cast, "dov").post(f"{address}/count/", sent).status_code == 404


def test_a_hat_elsewhere_sees_only_its_own(cast):
    """Somebody at the other organization with no class sees an empty page, not an error."""
    with scope_of_installation():
        other = engage(cast, "zed", Role.PEER_SUPPORTER, cast.other_organization, cast.other_program)
    passed(cast, cast.ana)
    assert offered(other, date(2026, 12, 1)) == ()
