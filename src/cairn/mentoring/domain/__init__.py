"""What mentors and mentees wish, agree on and keep up. Pure."""

BODY = "mpn"  # the body whose mentoring program stands in the packs
