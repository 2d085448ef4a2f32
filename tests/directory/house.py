"""One row of every kind of the directory, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.directory.models import HeldImport, Listing
from tests.people import NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, faye = {"organization_id": cast.organization.id}, cast.faye.engagement_id
    row = Listing(
        kind="drop_in",
        phones=[{"number": "406-555-0100", "note": CANARY}],
        hours=[{"days": ["MO"], "opens": "09:00", "closes": "17:00", "from": "", "to": ""}],
        confirmed_on=TODAY,
        confirmed_by_id=faye,
        written_at=NOW,
        written_by_id=faye,
        **own,
    )
    row.outside_id = row.id
    for column in ("organization_name", "service_name", "description", "eligibility", "cost", "languages", "street"):
        setattr(row, column, CANARY)
    row.save()
    tables = {"services": [{"id": "1", "name": CANARY}]}
    HeldImport.objects.create(mark="7" * 64, tables=tables, held_at=NOW, held_by_id=faye, **own)
