"""What the evidence vault has to show in the demo: a few papers of Ana's, and courses without any."""

from __future__ import annotations

import hashlib

from cairn.credentials.models import CeProof, ContinuingEducation
from cairn.front.demo.people import House
from cairn.front.demo.rows import moment

PROVEN = 3  # of her latest courses
PAGE = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 297]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 64>>stream
BT /F 18 Tf 40 200 Td (Certificate of attendance, invented %02d) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%%%EOF
"""


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    house = houses["high_divide"]
    ana = house.staff["Ana"]
    courses = ContinuingEducation.objects.filter(credential__holder=ana).order_by("-completed_on", "id")[:PROVEN]
    for number, course in enumerate(courses, 1):
        data = PAGE % number
        CeProof.objects.create(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            course=course,
            name=f"Certificate {number}.pdf",
            kind="application/pdf",
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            data=data,
            kept_at=moment(course.completed_on, 19 * 60),
            kept_by_id=ana.id,
        )
    return len(courses)
