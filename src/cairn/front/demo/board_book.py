"""The thirty certificates of the demo's board: invented names, how long ago, renewed until which year, what came last."""

from __future__ import annotations

# (name, issued so many years ago, covered until this year plus so many, the last event besides renewals)
BOOK: tuple[tuple[str, int, int, str], ...] = (
    ("Alma Birch", 6, 1, ""),
    ("Bo Larkin", 6, 0, ""),
    ("Cora Finch", 5, 0, ""),
    ("Dell Moss", 5, -1, ""),
    ("Edie Vale", 5, 0, ""),
    ("Foster Reed", 5, -3, ""),
    ("Gwen Stone", 4, 1, ""),
    ("Hollis Brook", 4, 0, "suspended"),
    ("Ines Marsh", 4, 0, ""),
    ("Jory Pike", 4, 0, ""),
    ("Kit Alder", 4, -1, ""),
    ("Lena Frost", 4, 0, ""),
    ("Moe Rivers", 3, 0, ""),
    ("Nell Ashby", 3, 0, "surrendered"),
    ("Otto Cray", 3, 1, ""),
    ("Pia Hawk", 3, 0, ""),
    ("Quin Dale", 3, 0, ""),
    ("Rosa Trout", 3, -1, ""),
    ("Sol Heath", 2, 0, ""),
    ("Tess Wilder", 2, 0, ""),
    ("Uma Crane", 2, 1, ""),
    ("Vic Sedge", 2, 0, ""),
    ("Willa Cove", 2, 0, ""),
    ("Xan Elder", 2, 0, "suspended"),
    ("Yara Bluff", 1, 0, ""),
    ("Zeke Thorne", 1, 0, ""),
    ("Ada Quarry", 1, 0, ""),
    ("Ben Osprey", 1, -1, ""),
    ("Cy Juniper", 0, 0, ""),
    ("Dot Meadow", 0, 0, ""),
)
