"""The pages that people see most, who opens each, and how to get there on the demo's people."""

from __future__ import annotations

from dataclasses import dataclass

from tests.e2e.houses import House


@dataclass(frozen=True)
class Screen:
    """`who` is the first name of a door of the demo; empty for nobody signed in."""

    name: str
    who: str
    path: str
    is_chief: bool = False  # one of the ten screens of the guide


def screens(house: House) -> list[Screen]:
    """In the order of the doors, so that each is entered once."""
    ana = house.rows("SELECT id FROM identity_engagement WHERE name LIKE 'Ana %'")[0]["id"]
    gil = house.rows("SELECT id FROM support_client WHERE name = 'Gil'")[0]["id"]
    contact = house.rows(
        "SELECT e.id FROM support_encounter e JOIN support_note n ON n.encounter_id = e.id "
        "WHERE e.client_id = ? AND n.signed_at IS NOT NULL ORDER BY e.started_at DESC, e.id LIMIT 1",
        [gil],
    )[0]["id"]
    number = house.rows("SELECT number FROM badges_badge WHERE recipient_name LIKE 'Ana %'")[0]["number"]
    place = house.rows(
        "SELECT id FROM directory_listing WHERE kind = 'drop_in' AND ended_at IS NULL ORDER BY id LIMIT 1"
    )[0]["id"]
    intake = house.rows(
        "SELECT id FROM intake_intake WHERE state = 'open' AND begun_by_id = ? AND called <> '' ORDER BY id LIMIT 1",
        [ana],
    )[0]["id"]
    paper = house.rows("SELECT id FROM privacy_consentpaper WHERE state = 'open' LIMIT 1")[0]["id"]
    ana, gil, contact, place, intake, paper = map(dashed, (ana, gil, contact, place, intake, paper))
    return [
        Screen("sign-in", "", "/sign-in/"),
        Screen("doors", "", "/demo/"),
        Screen("check-certificate", "", "/verify/"),
        Screen("certificate-checked", "", f"/verify/{number}/"),
        Screen("register", "", "/register/"),
        Screen("find-trail", "", "/trail/find/"),
        Screen("every-place-asked", "", "/trail/everywhere/"),
        Screen("today", "Ana", "/", True),
        Screen("write-contact", "Ana", f"/contacts/new/?person={gil}", True),
        Screen("contact", "Ana", f"/contacts/{contact}/", True),
        Screen("survey", "Ana", f"/contacts/{contact}/survey/"),
        Screen("person", "Ana", f"/people/{gil}/", True),
        Screen("people", "Ana", "/people/"),
        Screen("consents", "Ana", f"/people/{gil}/consents/", True),
        Screen("consent-asked", "Ana", f"/people/{gil}/consents/ask/"),
        Screen("consent-paper", "Ana", f"/consents/papers/{paper}/"),
        Screen("signers", "Ana", f"/people/{gil}/signers/"),
        Screen("looks-at-person", "Ana", f"/people/{gil}/looks/"),
        Screen("plan", "Ana", f"/people/{gil}/plan/"),
        Screen("plan-goal", "Ana", f"/people/{gil}/plan/goals/new/"),
        Screen("plan-crisis", "Ana", f"/people/{gil}/plan/parts/crisis/"),
        Screen("plan-agree", "Ana", f"/people/{gil}/plan/agree/"),
        Screen("plan-changes", "Ana", f"/people/{gil}/plan/changes/"),
        Screen("asked-before-service", "Ana", "/choosing/asked/"),
        Screen("said-about-me", "Ana", "/choosing/me/"),
        Screen("close-to-me", "Ana", "/choosing/close-to-me/"),
        Screen("known-before", "Ana", f"/people/{gil}/known-before/"),
        Screen("wishes", "Ana", f"/people/{gil}/wishes/"),
        Screen("groups", "Ana", "/groups/"),
        Screen("group-new", "Ana", "/groups/new/"),
        Screen("calendar", "Ana", "/calendar/"),
        Screen("appointment-new", "Ana", f"/calendar/new/?person={gil}"),
        Screen("messages", "Ana", f"/people/{gil}/messages/"),
        Screen("check-ins", "Ana", f"/people/{gil}/check-ins/"),
        Screen("reminders", "Ana", f"/people/{gil}/reminders/"),
        Screen("answering-hours", "Ana", "/calendar/hours/"),
        Screen("calendar-feed", "Ana", "/calendar/feed/"),
        Screen("incidents", "Ana", "/incidents/"),
        Screen("incident-new", "Ana", "/incidents/new/"),
        Screen("for-you", "Ana", "/incidents/for-you/"),
        Screen("leaving", "Ana", "/leaving/"),
        Screen("name-and-phone", "Ana", f"/people/{gil}/name/"),
        Screen("told-later", "Ana", f"/people/{gil}/coming-in/"),
        Screen("tell-later", "Ana", f"/people/{gil}/coming-in/identity/"),
        Screen("leaving-of", "Ana", f"/people/{gil}/leaving/"),
        Screen("leave", "Ana", f"/people/{gil}/leaving/left/"),
        Screen("legal-holds", "Faye", "/holds/"),
        Screen("legal-hold", "Faye", f"/people/{gil}/hold/"),
        Screen("coming-in", "Ana", "/coming-in/"),
        Screen("somebody-came", "Ana", "/coming-in/new/"),
        Screen("asked-by-themselves", "Faye", "/coming-in/asked/"),
        Screen("count-people-met", "Ana", "/coming-in/met/"),
        Screen("intake", "Ana", f"/coming-in/{intake}/"),
        Screen("intake-who", "Ana", f"/coming-in/{intake}/steps/who/"),
        Screen("intake-explained", "Ana", f"/coming-in/{intake}/steps/explained/"),
        Screen("intake-reach", "Ana", f"/coming-in/{intake}/steps/reach/"),
        Screen("intake-take-in", "Ana", f"/coming-in/{intake}/take-in/"),
        Screen("referrals", "Ana", "/referrals/"),
        Screen("referral-new", "Ana", f"/referrals/new/?person={gil}"),
        Screen("referrals-of-person", "Ana", f"/people/{gil}/referrals/"),
        Screen("warmline", "Ana", "/warmline/"),
        Screen("warmline-call", "Ana", "/warmline/calls/new/"),
        Screen("warmline-callers", "Ana", "/warmline/callers/"),
        Screen("court-mentors", "Ana", "/court/"),
        Screen("places", "Ana", "/directory/"),
        Screen("place", "Ana", f"/directory/{place}/"),
        Screen("place-new", "Ana", "/directory/new/"),
        Screen("places-sheet", "Ana", "/directory/print/"),
        Screen("day", "Ana", "/work/"),
        Screen("certificate", "Ana", "/credential/"),
        Screen("own-certificates", "Ana", "/badges/"),
        Screen("help-now", "Ana", "/help-now/"),
        Screen("rules", "Ana", "/rules/"),
        Screen("search", "Ana", "/search/"),
        Screen("who-looked", "Ana", "/who-looked/"),
        Screen("own-in-every-place", "Ana", "/trail/everywhere/"),
        Screen("let-somebody-in", "Ana", f"/people/{gil}/sign-in/"),
        Screen("own-words", "Ana", f"/people/{gil}/own-words/"),
        Screen("own-pages", "Gil", "/mine/"),
        Screen("own-plan", "Gil", "/mine/plan/", True),
        Screen("own-help", "Gil", "/mine/help/"),
        Screen("own-note", "Gil", f"/mine/notes/{contact}/"),
        Screen("supervisor", "Ben", "/"),
        Screen("supervision", "Ben", "/supervision/", True),
        Screen("prepare", "Ben", f"/supervision/{ana}/", True),
        Screen("records-to-sign", "Ben", "/supervision/records/"),
        Screen("told-before-service", "Ben", "/choosing/told/"),
        Screen("platforms", "Ben", "/contacts/platforms/"),
        Screen("manager", "Faye", "/"),
        Screen("choices", "Faye", "/choosing/"),
        Screen("approve-platform", "Faye", "/contacts/platforms/new/"),
        Screen("choose-peer", "Faye", f"/people/{gil}/choice/"),
        Screen("group-figures", "Faye", "/groups/figures/"),
        Screen("warmline-shifts", "Faye", "/warmline/shifts/"),
        Screen("warmline-figures", "Faye", "/warmline/figures/"),
        Screen("court-studies", "Faye", "/court/studies/"),
        Screen("compliance", "Faye", "/compliance/", True),
        Screen("peer-wishes", "Faye", "/peer-wishes/"),
        Screen("way-out", "Faye", "/way-out/"),
        Screen("places-file", "Faye", "/directory/files/"),
        Screen("prices", "Faye", "/outcomes/prices/"),
        Screen("licenses", "Faye", "/licenses/"),
        Screen("agreements", "Faye", "/agreements/"),
        Screen("programs", "Faye", "/programs/"),
        Screen("phases", "Faye", "/program/"),
        Screen("background-check", "Faye", f"/credential/{ana}/"),
        Screen("billing-facts", "Faye", f"/people/{gil}/billing/"),
        Screen("biller", "Jun", "/"),
        Screen("claims", "Jun", "/claims/", True),
        Screen("funder", "Lee", "/"),
        Screen("outcomes", "Lee", "/outcomes/", True),
        Screen("candidate", "Ivo", "/"),
        Screen("trail", "Ivo", "/trail/"),
        Screen("trail-step", "Ivo", "/trail/steps/agreement/"),
        Screen("hours", "Ivo", "/trail/hours/"),
        Screen("record-hours", "Ivo", "/trail/hours/record/"),
        Screen("ask-hours", "Ivo", "/trail/hours/ask/"),
        Screen("ask-offer", "Ivo", "/trail/offer/"),
        Screen("every-place", "Ivo", "/trail/everywhere/"),
        Screen("compare", "Ivo", "/trail/compare/?from=us-mt&to=us-ca"),
        Screen("owner", "Noor", "/"),
        Screen("people-at-work", "Noor", "/people-at-work/"),
    ]


def dashed(id_: str) -> str:
    return f"{id_[:8]}-{id_[8:12]}-{id_[12:16]}-{id_[16:20]}-{id_[20:]}"
