"""One row of every kind of the badges room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.badges.models import Badge, Issuer, IssuerKey
from cairn.platform.ids import new_id
from tests.people import NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    issuer = Issuer.objects.create(organization_id=cast.organization.id, public_id=new_id(), made_at=NOW)
    key = IssuerKey.objects.create(
        organization_id=cast.organization.id,
        issuer=issuer,
        thumbprint=CANARY,
        public_jwk="{}",
        sealed_jwk=CANARY,
        made_at=NOW,
    )
    Badge.objects.create(
        organization_id=cast.organization.id,
        issuer=issuer,
        key=key,
        number="K7T4QX9MN2BC",
        kind="license",
        recipient_name=CANARY,
        name_key=CANARY.lower(),
        recipient_person_id=cast.ana.person_id,
        title=CANARY,
        criteria=CANARY,
        facts="[]",
        issued_on=TODAY,
        token=CANARY,
        status_list=1,
        status_index=0,
        issued_at=NOW,
        issued_by_id=cast.hana.engagement_id,
    )
