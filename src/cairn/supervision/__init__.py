"""Sessions, supervision debt and sign-off."""
