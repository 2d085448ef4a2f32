"""Units, and whether a contact may be billed."""
