from cairn.outcomes.models.unit_costs import UnitCost

__all__ = ["UnitCost"]
