"""People and blocks of the demo's classes. Nobody is real."""

from __future__ import annotations

PEOPLE = (
    "Adele Winter", "Bram Coulter", "Cass Oakley", "Della Reed", "Emmett Shaw", "Flora Bright", "Gus Hanley",
    "Hope Larkin", "Isaac Poole", "Joy Tanaka", "Kurt Bell", "Lila Navarro", "Milo Grant", "Nadia Frost",
    "Orin West", "Pia Lund", "Quinn Abbey", "Rex Dalton", "Signe Holt", "Tuck Moran", "Uma Silver", "Vern Castle",
    "Willa Stone", "Xan Porter", "Yara Finch", "Zeke Marlow", "Alma Kerr", "Boyd Penn", "Clio Nash", "Dorian Lake",
    "Effie March", "Ford Hollow", "Gilda Rowe", "Heath Arden", "Inez Calder",
)  # fmt: skip

# Two competencies a block, in the order of the pack; the tenth puts everything together.
BLOCKS = (
    "What peer support is, and where it ends", "Privacy, and what is ours to do", "Talking, listening, staying well",
    "Suicide: asking and staying; meeting change", "Trauma, culture and humility", "Many ways, and your own story",
    "Supervision, and opening doors", "Feelings, and walking beside", "Sessions, groups and plans",
    "Putting it together: practice day",
)  # fmt: skip
