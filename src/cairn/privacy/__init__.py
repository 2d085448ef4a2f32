"""Who may, and who did: the policy mechanism, the command decorator, consent decisions, the ledger, retention."""
