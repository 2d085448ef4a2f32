"""Who may see figures, and who chooses the prices behind them."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.outcomes.models import UnitCost
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

SEE, CHOOSE = "outcomes.measure.see", "outcomes.price.choose"

declare(
    [
        Grant(SEE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for what the program brings."),
        Grant(SEE, Role.FUNDER, Reach.AGGREGATE, "Pays for the program and may check what it brings."),
        Grant(CHOOSE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Stands for the prices, with their source."),
    ],
    {(UnitCost, Reach.ORGANIZATION): whole_organization, (UnitCost, Reach.AGGREGATE): whole_organization},
)
