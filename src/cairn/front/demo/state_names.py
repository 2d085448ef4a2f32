"""Names for a whole state. All of it is made up; with an initial between them there are enough for ten thousand people."""

from __future__ import annotations

from cairn.front.demo.seeded import Seeded

_GIVEN = (
    "Abel Ada Alma Anders Arlo Asa Aster Avis Basil Bea Birdie Blaine Bram Briar Calla Cass Cedar Clem Clover Cody Cora Corin Dale "
    "Della Dorn Edda Effie Elan Elko Ember Enid Esme Ezra Fay Fern Finch Flora Frey Gale Gemma Glen Greer Gus Hale Harlan Hattie "
    "Hazel Heath Holt Ida Ingrid Iris Ivan Jade Jarl Jonas Juno Kai Keira Kip Lark Leif Lena Linus Lotte Lyle Mabel Marlo Maren "
    "Merle Mika Myra Nash Nell Nico Nora Odell Olive Oren Otis Pearl Penn Petra Quill Raine Reed Remy Rhea Rowan Ruth Sable Selma "
    "Shay Silas Sloan Stella Sylvie Tate Thea Tobin Uma Vera Wade Wren Yara Zane"
)
_FAMILY = (
    "Alder Ames Ashford Aspen Barrow Bexley Birch Blythe Bowen Brandt Brook Calder Carver Cobb Coyle Crane Croft Dalton Dane Darrow "
    "Drake Dunmore Eastman Ebert Eller Embry Falk Farrow Finley Flint Frost Gale Garner Goss Grady Hadley Hale Harper Hayden Hobbs "
    "Holm Hurst Ingram Irons Jasper Joyner Keane Kerr Kettle Lander Larch Leland Linden Locke Lowell Madsen Marsh Mercer Moss "
    "Nolan Norris Oakes Olsen Orr Paine Parr Pell Piper Pryor Quade Quist Rand Redfern Ridge Rowe Rusk Sayer Shaw Slade Snow "
    "Stone Tait Thorne Trask Tull Upton Vale Vance Voss Wade Ware Weld West Wick Wilder Yates York Zeller"
)
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split()
INITIALS = "ABCDEFGHJKLMNPRSTW"


def name_from(seeded: Seeded) -> str:
    return f"{seeded.pick(GIVEN)} {seeded.pick(INITIALS)}. {seeded.pick(FAMILY)}"
