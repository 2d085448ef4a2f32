"""Rows of the plans room. `PlanRevision` and `PlanAgreement` are written once."""

from cairn.plans.models.plans import PlanAgreement, PlanRevision

__all__ = ["PlanAgreement", "PlanRevision"]
