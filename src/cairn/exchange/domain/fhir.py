"""Reading FHIR R4 bundles that others wrote: Patient and Encounter, and for everything left out the reason why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, as_instant, minutes_between

BUNDLE_TYPES = ("transaction", "batch", "collection", "searchset", "document", "message", "history")
LONGEST = timedelta(hours=24)  # longer is a hospital stay, not a contact
DONE = ("finished",)  # Encounter.status of what really took place
# Encounter.class (ActCode) to our kind and place; anything else is a contact elsewhere.
CLASSES = {
    "AMB": ("one_to_one", "clinic"),
    "VR": ("virtual", "remote"),
    "HH": ("one_to_one", "home"),
    "FLD": ("one_to_one", "community"),
    "EMER": ("crisis", "hospital"),
}


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """One person as the other system knows them; `key` is its own id."""

    key: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str


@dataclass(frozen=True, slots=True)
class EncounterRecord:
    """One finished encounter of a person of the same bundle."""

    key: str
    patient_key: str
    kind: str
    place: str
    started_at: Instant
    ended_at: Instant

    @property
    def minutes(self) -> int:
        return minutes_between(self.started_at, self.ended_at)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that does not come in, where it stands, and why. Never a name."""

    entry: int  # counted from 1
    resource: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one bundle holds for us."""

    patients: tuple[PatientRecord, ...]
    encounters: tuple[EncounterRecord, ...]
    left_out: tuple[LeftOut, ...]
    other_resources: int  # of kinds that Cairn does not take yet


def read_bundle(document: Any) -> Reading:
    """Raises BadInput when the document is no bundle at all, naming what is wrong; single bad entries are left out with a reason."""
    entries = _entries(document)
    patients: dict[str, PatientRecord] = {}
    names: dict[str, str] = {}  # every way in which an entry may be referred to, to the patient's key
    encounters: list[EncounterRecord] = []
    left_out: list[LeftOut] = []
    other = 0
    for number, entry, resource in entries:
        if resource.get("resourceType") != "Patient":
            continue
        try:
            record = _patient(resource, entry)
        except _Problem as problem:
            left_out.append(LeftOut(number, "Patient", str(problem)))
            continue
        patients[record.key] = record
        names.update(dict.fromkeys(_references(resource, entry, "Patient"), record.key))
    for number, entry, resource in entries:
        kind = resource.get("resourceType")
        if kind == "Encounter":
            try:
                encounters.append(_encounter(resource, entry, names))
            except _Problem as problem:
                left_out.append(LeftOut(number, "Encounter", str(problem)))
        elif kind != "Patient":
            other += 1
    return Reading(tuple(patients.values()), tuple(encounters), tuple(left_out), other)


class _Problem(Exception):
    """Why one entry stays out."""


def _entries(document: Any) -> list[tuple[int, Mapping[str, Any], Mapping[str, Any]]]:
    if not isinstance(document, Mapping) or document.get("resourceType") != "Bundle":
        raise BadInput({"file": "This is not a FHIR bundle: resourceType must be Bundle."})
    if document.get("type") not in BUNDLE_TYPES:
        raise BadInput(
            {"file": f"The bundle's type is {document.get('type')!r}; expected one of {', '.join(BUNDLE_TYPES)}."}
        )
    entries = document.get("entry", [])
    if not isinstance(entries, list):
        raise BadInput({"file": "The bundle's entry must be a list."})
    found = []
    for number, entry in enumerate(entries, start=1):
        resource = entry.get("resource") if isinstance(entry, Mapping) else None
        if not isinstance(resource, Mapping) or not isinstance(resource.get("resourceType"), str):
            raise BadInput({"file": f"Entry {number} holds no resource. The file is damaged; ask for it again."})
        found.append((number, entry, resource))
    return found


def _key(resource: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    key = resource.get("id") or str(entry.get("fullUrl", "")).removeprefix("urn:uuid:").rsplit("/", 1)[-1]
    if not isinstance(key, str) or not key or len(key) > 120:
        raise _Problem("it has no id, so it could not be recognized when it comes again")
    return key


def _references(resource: Mapping[str, Any], entry: Mapping[str, Any], kind: str) -> Iterator[str]:
    if resource.get("id"):
        yield f"{kind}/{resource['id']}"
        yield f"urn:uuid:{resource['id']}"
    if entry.get("fullUrl"):
        yield str(entry["fullUrl"])


def _patient(resource: Mapping[str, Any], entry: Mapping[str, Any]) -> PatientRecord:
    if resource.get("deceasedBoolean") is True or resource.get("deceasedDateTime"):
        raise _Problem("the person has died")
    names = [name for name in resource.get("name", []) if isinstance(name, Mapping)]
    name = next((each for each in names if each.get("use") in ("usual", "official")), names[0] if names else {})
    given = " ".join(str(part) for part in name.get("given", []))[:80]
    family = str(name.get("family", ""))[:80]
    if not given and not family:
        raise _Problem("it has no name")
    phones = [
        each.get("value", "")
        for each in resource.get("telecom", [])
        if isinstance(each, Mapping) and each.get("system") == "phone"
    ]
    return PatientRecord(
        _key(resource, entry), given, family, _date(resource.get("birthDate")), str(phones[0])[:30] if phones else ""
    )


def _date(value: Any) -> date | None:
    if not isinstance(value, str) or len(value) < len("2000-01-01"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _Problem("its birth date is no date") from None


def _encounter(resource: Mapping[str, Any], entry: Mapping[str, Any], names: Mapping[str, str]) -> EncounterRecord:
    if resource.get("status") not in DONE:
        raise _Problem(f"its status is {resource.get('status')!r}, not finished")
    subject = resource.get("subject")
    reference = str(subject.get("reference", "")) if isinstance(subject, Mapping) else ""
    if reference not in names:
        raise _Problem("the person it is about does not come in")
    period = resource.get("period")
    if not isinstance(period, Mapping) or not period.get("start") or not period.get("end"):
        raise _Problem("its start or end is missing")
    started, ended = _instant(period["start"]), _instant(period["end"])
    if ended <= started or minutes_between(started, ended) == 0:
        raise _Problem("no minute lies between its start and its end")
    if ended - started > LONGEST:
        raise _Problem("it is longer than a day: a stay, not a contact")
    kind, place = CLASSES.get(_class(resource), ("one_to_one", "other"))
    return EncounterRecord(_key(resource, entry), names[reference], kind, place, started, ended)


def _class(resource: Mapping[str, Any]) -> str:
    coded = resource.get("class")
    return str(coded.get("code", "")) if isinstance(coded, Mapping) else ""


def _instant(text: Any) -> Instant:
    try:
        return as_instant(datetime.fromisoformat(str(text)))
    except ValueError:
        raise _Problem("its time is no time with a zone") from None
