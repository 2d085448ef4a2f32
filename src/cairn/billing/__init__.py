"""Units, claims and remittances: what was done, as each payer counts it."""
