"""What the people of the demo say and write. All of it is made up."""

from __future__ import annotations

CLIENTS = (
    ("Gil", "Gilbert", "Marsh", "My own place, with a door that locks"),
    ("Rosa", "Rosa", "Delgado", "Be at my daughter's graduation, clear-eyed"),
    ("Tom", "Thomas", "Birch", "A year without the hospital"),
    ("Wren", "Wren", "Aldous", "Find people I can be quiet with"),
    ("Dee", "Deanna", "Foxglove", "Get my license back and drive to work"),
    ("Marcus", "Marcus", "Tell", "Cook for my family again"),
    ("Lena", "Lena", "Okafor", "Sleep through the night"),
    ("Joe", "Joseph", "Redwing", "Dance at the fall powwow"),
    ("Ivy", "Ivy", "Sorensen", "Finish my GED"),
    ("Ray", "Raymond", "Calloway", "Stay on the job past ninety days"),
    ("Nell", "Eleanor", "Pike", "Talk to my brother"),
    ("Sam", "Samuel", "Ortega", "Keep my dog and my apartment"),
    ("June", "June", "Whitlock", "Feel at home in my own head"),
    ("Abe", "Abram", "Stone", "Fish the Smith with my son"),
    ("Cora", "Cora", "Lindqvist", "Go to the meeting without my sister"),
    ("Finn", "Finnegan", "Hale", "Pay my fines and be done"),
    ("Mae", "Mae", "Running", "Bead again, and sell some"),
    ("Otis", "Otis", "Graves", "Not be scared of the phone"),
    ("Pru", "Prudence", "Vance", "A week with no one yelling"),
    ("Lou", "Louis", "Castillo", "Make it to twelve months"),
    ("Bea", "Beatrice", "Holm", "My own checking account"),
    ("Hank", "Henry", "Bridger", "Fix the truck, see the kids"),
    ("Tess", "Theresa", "Lowe", "Ask for help before it is bad"),
    ("Vic", "Victor", "Amaro", "Learn to weld"),
    ("Gwen", "Gwendolyn", "Frost", "Walk every day"),
    ("Ned", "Edward", "Sparks", "Be somebody my nephew can call"),
    ("Opal", "Opal", "Reyes", "Choir on Wednesdays"),
    ("Cal", "Calvin", "Dunn", "Trust one doctor"),
    ("Roz", "Rosalind", "Teague", "Have people over"),
    ("Eli", "Elijah", "Moss", "Get through winter"),
    ("Kit", "Katherine", "Bly", "Start my own cleaning business"),
    ("Dale", "Dale", "Standing", "Stay out of the jail this year"),
    ("Fern", "Fern", "Kessler", "Garden plot in spring"),
    ("Hugh", "Hugh", "Lander", "Sit with the grief"),
    ("Jo", "Josephine", "Hart", "Say no and mean it"),
    ("Max", "Maxwell", "Trent", "Play guitar in front of people"),
    ("Nora", "Nora", "Swift", "A bed for my boy"),
    ("Pete", "Peter", "Galt", "Go to the dentist"),
    ("Sky", "Skylar", "Benson", "Be called by my name"),
    ("Una", "Una", "McRae", "Laugh more than I cry"),
    ("Walt", "Walter", "Ives", "Make peace with my dad"),
    ("Zoe", "Zoe", "Park", "Keep this job"),
)

HAPPENED = (
    "Met at the park and walked two loops. {name} talked about the week and what was hard about the weekend.",
    "Rode along to the county office. We filled out the housing form together and made a copy.",
    "{name} called before the craving got loud. We stayed on the line and made tea on both ends.",
    "Sat with {name} at the clinic until the appointment. We went over the questions written down last time.",
    "Shared how I got through my first holidays. {name} laughed for the first time in a while.",
    "Looked at the recovery plan. {name} crossed out one step and wrote a smaller one.",
    "Went to the Tuesday group together. {name} spoke once and stayed to the end.",
    "Coffee. Mostly listened. {name} is worried about the letter from the landlord.",
    "Practiced what to say to the manager about the night shifts.",
    "Checked in by phone. Things are steady; nothing needed today.",
    "Visited the drop-in center so that {name} knows where the door is and who is there.",
    "Talked about return to use on Saturday, without blame. What helped before, who to call next time.",
)
TOGETHER = {HAPPENED[n] for n in (0, 1, 3, 6, 7, 10)}  # only where two are in one place
APART = {HAPPENED[n] for n in (2, 9)}  # only on the phone
ANYWHERE = tuple(words for words in HAPPENED if words not in TOGETHER | APART)


def fitting(words: str, *, is_apart: bool) -> str:
    """What happened, or, where that cannot happen on the phone or in one place, something that can happen anywhere."""
    if words not in (TOGETHER if is_apart else APART):
        return words
    return ANYWHERE[HAPPENED.index(words) % len(ANYWHERE)]


NOTICED = (
    "Steadier than last week.",
    "Tired, and said so.",
    "More hope in how tomorrow was talked about.",
    "Quick to joke, slow to sit down.",
    "Proud of the small step, as well as should be.",
    "Worried about money more than anything else.",
    "Ready to try it alone next time.",
    "Needs time; I went back to listening.",
)
NEXT = (
    "Walk again on Thursday",
    "Call the landlord together on Monday",
    "Bring the bus schedule",
    "Try the Wednesday group once",
    "Text before the appointment",
    "Look at the plan again in two weeks",
    "Find the form for the fee waiver",
    "Visit the library computer room",
)
COURSES = (
    ("Motivational conversations", 6, "general"),
    ("Ethics and boundaries in peer work", 3, "ethics"),
    ("Suicide: asking and staying", 2, "suicide_prevention"),
    ("Supporting parents in recovery", 4, "general"),
    ("Harm reduction basics", 4, "general"),
    ("Trauma and the body", 5, "general"),
)

# What a supervisor and a peer supporter agreed on at the end of a session. No name in any of them.
AGREED = (
    "Role-play saying no to a loan; try it once before next week.",
    "Write notes the same day, three lines at most. Ask for help when four wait.",
    "",
    "Look up two evening groups that are not in the own home group.",
    "Phone off at nine. The crisis line stands in the voice message.",
    "",
)
