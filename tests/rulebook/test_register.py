"""The fact sheet's register, row by row, as a person reads it: key, day, value, unit, how well it is known.

Written from the sheet and not from the packs; a row that is lost, changed or re-dated fails here by name.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from cairn.platform.packs import packs_folder, rules_on, the_rulebook

IN_2023 = date(2023, 6, 1)
IN_2019 = date(2019, 6, 1)
TODAY = date(2026, 3, 1)
SINCE_2003_04_14 = "from unknown (assumed 2003-04-14)"
SINCE_2009_09_23 = "from unknown (assumed 2009-09-23)"
SINCE_2017_10_01 = "from unknown (assumed 2017-10-01)"
SINCE_2018 = "from unknown (assumed 2018-01-01)"
SINCE_2018_09_01 = "from unknown (assumed 2018-09-01)"
SINCE_2020_08_08 = "from unknown (assumed 2020-08-08)"
SINCE_2022 = "from unknown (assumed 2022-01-01)"

REGISTER = [  # place, key, day, shown, first day as shown, status on that day
    ("us-mt", "cert.act_effective", IN_2023, "2017-10-01", "from 2017-10-01", "verified"),
    ("us-mt", "cert.first_issued", IN_2023, "2018-09", SINCE_2018_09_01, "verified"),
    ("us-mt", "fee.application", IN_2023, "$125.00", SINCE_2017_10_01, "verified"),
    ("us-mt", "fee.renewal", IN_2019, "$125.00/year", SINCE_2018, "obsolete"),
    ("us-mt", "fee.renewal", IN_2023, "$93.00/year", SINCE_2022, "verified"),
    ("us-mt", "fee.fingerprint", IN_2023, "$27.25", SINCE_2018, "verified"),
    ("us-mt", "training.hours", IN_2023, "40 hours", "from 2017-10-01", "verified"),
    ("mpn", "ps101.attendance_min", IN_2023, "4/5 (80%)", SINCE_2022, "verified"),
    ("mpn", "ps101.pass_mark", IN_2023, "4/5 (80%)", SINCE_2022, "verified"),
    ("mpn", "ps101.exam_attempts_per_class", IN_2023, "1", SINCE_2022, "verified"),
    ("mpn", "ps101.fee", IN_2023, "$950.00", SINCE_2022, "verified"),
    ("mpn", "trail4.volunteer_hours", IN_2023, "100 hours", SINCE_2022, "verified"),
    ("mpn", "trail4.extra_training", IN_2023, "12 hours", SINCE_2022, "verified"),
    ("us-mt", "recovery.window", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "recovery.max_inpatient", IN_2023, "72 hours", SINCE_2018, "verified"),
    ("us-mt", "recovery.max_incarceration", IN_2023, "0 hours", SINCE_2018, "verified"),
    ("us-mt", "app.fingerprint_validity", IN_2023, "90 days", SINCE_2018, "verified"),
    ("us-mt", "app.fingerprint_validity", TODAY, "90 days", "from 2024-02-10", "unverified"),
    ("us-mt", "supervision.ratio", IN_2023, "1/20 (5%)", SINCE_2018, "verified"),
    ("us-mt", "supervision.ratio", TODAY, "1/20 (5%)", "from 2024-02-10", "unverified"),
    ("us-mt", "supervision.max_gap", IN_2023, "40 hours", SINCE_2018, "secondary"),
    ("us-mt", "supervision.max_gap", TODAY, "40 hours", "from 2024-02-10", "unverified"),
    ("us-mt", "supervision.min_session", IN_2023, "15 minutes", SINCE_2018, "verified"),
    ("us-mt", "supervision.record_retention", IN_2023, "7 years", SINCE_2020_08_08, "verified"),
    ("us-mt", "supervisor.years_licensed", IN_2023, "3 years", SINCE_2022, "verified"),
    ("us-mt", "supervisor.ceu", IN_2023, "20 hours", SINCE_2022, "verified"),
    ("us-mt", "supervisor.ceu", TODAY, "20 hours", "from 2024-02-10", "unverified"),
    ("us-mt", "supervisor.qualification", IN_2023, "supervisor.years_licensed; supervisor.ceu",
     SINCE_2022, "verified"),
    ("us-mt", "supervisor.change_notice", IN_2023, "20 business days", "from 2019-12-28", "verified"),
    ("us-mt", "ce.annual", IN_2023, "20 hours/year", SINCE_2018, "verified"),
    ("us-mt", "ce.start", IN_2023, "first_january_after_certification", SINCE_2018,
     "verified"),
    ("us-mt", "ce.carry_max", IN_2023, "20 hours", SINCE_2018, "verified"),
    ("us-mt", "ce.suicide_prevention", IN_2023, "2 hours", SINCE_2018, "verified"),
    ("us-mt", "ce.suicide_prevention_years", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "ce.prep_max", IN_2023, "10 hours/year", SINCE_2018, "verified"),
    ("us-mt", "ce.preapproval", IN_2023, "no", "from 2019-03-30", "verified"),
    ("us-mt", "ce.preapproval", date(2018, 6, 1), "yes", SINCE_2018, "verified"),
    ("us-mt", "ce.document_retention", IN_2023, "3 years", SINCE_2018, "verified"),
    ("us-mt", "license.expiry", IN_2023, "12-31", SINCE_2018, "secondary"),
    ("us-mt", "license.lapsed", IN_2023, "45 days", SINCE_2018, "verified"),
    ("us-mt", "license.expired", IN_2023, "46 days", SINCE_2018, "verified"),
    ("us-mt", "license.terminated_after", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "ethics.former_client_sex", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "ethics.former_client_gifts", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "ethics.dui_lookback", IN_2023, "2 years", SINCE_2018, "verified"),
    ("us-mt", "records.client", IN_2023, "7 years", SINCE_2018, "verified"),
    ("us-mt", "medicaid.records", IN_2023, "75 months", "from unknown", "verified"),
    ("us-mt", "medicaid.note_complete", IN_2023, "90 days", "from unknown", "verified"),
    ("us-mt", "medicaid.timely", IN_2023, "12 months", "from unknown", "secondary"),
    ("us-mt-medicaid", "rate.h0038", date(2022, 6, 1), "$14.01/unit", SINCE_2022,
     "verified"),
    ("us-mt-medicaid", "rate.h0038", IN_2023, "$14.01/unit", "from 2023-01-01", "unverified"),
    ("us-mt-medicaid", "rate.peer_hour", IN_2019, "$55.00/hour", SINCE_2018, "obsolete"),
    ("mpn", "mentoring.fee", IN_2023, "$175.00/year", SINCE_2022, "verified"),
    ("us-mt", "readiness.threshold", IN_2023, "8", SINCE_2022, "verified"),
    ("us-mt", "readiness.statements", IN_2023, "10", SINCE_2022, "verified"),
    ("us-mt", "readiness.plan_within", IN_2023, "1 year", SINCE_2022, "verified"),
    ("us-mt", "plan.phase.planning.max", IN_2023, "12 months", SINCE_2022, "verified"),
    ("us-mt", "plan.phase.implementation.min", IN_2023, "3 months", SINCE_2022, "verified"),
    ("us-mt", "plan.phase.implementation.max", IN_2023, "6 months", SINCE_2022, "verified"),
    ("us-federal", "hipaa.access", IN_2023, "30 days", SINCE_2003_04_14, "verified"),
    ("us-federal", "hipaa.access.extension", IN_2023, "30 days", SINCE_2003_04_14, "verified"),
    ("us-federal", "hipaa.breach.individual", IN_2023, "60 days", SINCE_2009_09_23, "verified"),
    ("us-federal", "part2.compliance", TODAY, "2026-02-16", "from 2024-02-16", "verified"),
]  # fmt: skip

RULED = [  # place, key, day, what answers, what is set aside
    ("mpn", "ps101.attendance_min", IN_2023, "4/5 (80%)", "1 (100%)"),
    ("mpn", "ps101.fee", IN_2023, "$950.00", "$750.00"),
    ("us-mt", "recovery.max_inpatient", IN_2019, "72 hours", "none named"),
    ("us-mt", "supervision.record_retention", IN_2023, "7 years", "7 years"),
    ("us-mt", "ce.preapproval", IN_2023, "no", "yes"),
    ("us-mt", "ce.start", IN_2023, "first_january_after_certification", "after_first_renewal"),
    ("us-mt", "ce.first_year", IN_2023, "0 hours/year", "fewer when certified after 1 July"),
    ("us-mt", "ce.proof_at_renewal", IN_2023, "no", "yes"),
    ("us-mt", "hiring.wage", IN_2023, "$17.00/hour", "$12.00/hour"),
    ("us-mt", "services.excluded", IN_2023, "mutual aid group",
     "nothing: any group without a professional is included"),
    ("us-mt", "diversion.ed_visit_behavioral", IN_2023, "$520.00/visit", "$630.00/visit"),
]  # fmt: skip

ROWS = (
    [f"MT-{n:02}" for n in range(1, 17)] + [f"CE-{n:02}" for n in range(1, 18)] + [f"TR-{n:02}" for n in range(1, 12)]
)
ROWS += [f"SU-{n:02}" for n in range(1, 11)] + [f"MM-{n:02}" for n in range(1, 17)] + [f"B-0{n}" for n in range(1, 7)]
ROWS += [f"M-0{n}" for n in range(1, 9)] + ["H-01", "H-03", "H-04", "H-06", "H-07", "H-08", "H-09"]
ROWS += [
    "P-01",
    "P-03",
    "P-04",
    "P-06",
    "P-07",
    "P-08",
    "P-09",
    "P-18",
    "1.3",
    "1.8",
    "1.9",
    "1.10",
    "1.13",
    "1.15",
]
ROWS += ["2.3", "2.4", "2.5", "2.6", "7.1"]


@pytest.mark.parametrize(("place", "key", "day", "shown", "since", "status"), REGISTER)
def test_a_row_of_the_register(place, key, day, shown, since, status):
    entry = rules_on(day, place).entry(key)
    assert (entry.full_key, entry.shown, entry.citation.status.value) == (f"{place}.{key}", shown, status)
    assert entry.dates.startswith(f"{since} to ")
    assert entry.citation.text


@pytest.mark.parametrize(("place", "key", "day", "answer", "rival"), RULED)
def test_a_contradiction_is_kept_and_ruled(place, key, day, answer, rival):
    entry = rules_on(day, place).entry(key)
    assert (entry.shown, [other.shown for other in entry.rivals]) == (answer, [rival])
    assert len(entry.ruling) > 20
    assert entry.citation.text != entry.rivals[0].citation.text


def test_the_renewal_fee_and_the_medicaid_rate_differ_by_date_with_their_own_citations():
    for place, keys in (
        ("us-mt", ["fee.renewal", "fee.renewal"]),
        ("us-mt-medicaid", ["rate.peer_hour", "rate.h0038"]),
    ):
        old, new = rules_on(IN_2019, place).entry(keys[0]), rules_on(IN_2023, place).entry(keys[1])
        assert old.money != new.money
        assert old.citation.text != new.citation.text
    assert rules_on(IN_2019, "us-mt-medicaid").find("rate.h0038") is None
    assert rules_on(IN_2023, "us-mt-medicaid").find("rate.peer_hour") is None


def test_every_row_of_the_fact_sheet_that_is_a_rule_has_an_entry():
    carried = {ref for entry in the_rulebook().entries for ref in entry.refs}
    assert sorted(set(ROWS) - carried) == []


def test_montana_inherits_federal_rules_and_uses_its_training_body():
    rules = rules_on(IN_2023)
    assert rules.days("hipaa.breach.individual") == 60
    assert rules.minutes("ps101.hours") == 2400
    assert rules_on(IN_2023, "us-mt-medicaid").years("records.client") == 7


def test_state_totals_that_the_fact_sheet_computes():
    ohio = rules_on(IN_2023, "us-oh").all("ce.minimum")
    assert sum(entry.minutes for entry in ohio) == 16 * 60
    assert rules_on(IN_2023, "us-ca").minutes("training.hours") == 80 * 60
    assert rules_on(date(2024, 1, 1), "us-ca").days("renewal.window") == 60
    assert rules_on(date(2025, 1, 1), "us-ca").days("renewal.window") == 90
    assert rules_on(IN_2023, "us-wa").find("experience.hours") is None


def test_every_unit_cost_names_its_basis_and_whose_money_it_is():
    for entry in (entry for entry in the_rulebook().entries if entry.key.startswith("diversion.")):
        assert {"event", "basis", "perspective", "region"} <= set(entry.about), entry.name
        assert "price_year" in entry.about or "year" in entry.note, entry.name


def test_texts_use_american_spelling():
    british = re.compile(r"licence|programme|behaviour|organis|colour|recognis|centre\b|practis", re.IGNORECASE)
    found = [path.name for path in packs_folder().glob("**/*.toml") if british.search(path.read_text("utf-8"))]
    assert found == []
