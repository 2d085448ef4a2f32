"""What a rule says on a date. Pure: parsed pack data in, the value in force out, always with its citation.

`reading` turns a parsed pack into entries, `rivals` settles entries that contradict each other,
`rules` answers for a day and a place. No Django, no clock, no files: `platform/packs.py` reads those.
"""
