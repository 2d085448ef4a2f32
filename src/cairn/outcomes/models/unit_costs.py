"""The price of what did not happen. A report refuses to run on a price without a source and a year."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify


class UnitCost(OrganizationRow):
    """What an organization takes one avoided event to cost: its own choice among priced options, or its own figure."""

    privacy = classify(
        none="id organization_id event amount_cents basis payer_view price_year source chosen_at in_use",
        workforce="chosen_by_id",
    )

    event = models.CharField(max_length=40)  # the counterfactual's code: "called_911", "emergency_department"
    amount_cents = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=20)  # "average", "marginal", "price", "charge"
    payer_view = models.CharField(max_length=40)  # who would have paid
    price_year = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    in_use = models.BooleanField(default=True)
    chosen_at = models.DateTimeField()
    chosen_by_id = models.UUIDField()
