"""The ways to a certificate: which one is a person's, what is done, what is next and who must act."""
