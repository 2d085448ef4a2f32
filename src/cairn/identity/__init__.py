"""People, organizations, sites, engagements (who works where as what, from when to when), agreements and sign-in."""
