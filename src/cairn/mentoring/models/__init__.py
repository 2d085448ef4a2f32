from cairn.mentoring.models.benefits import BenefitAnswer
from cairn.mentoring.models.dues import Dues
from cairn.mentoring.models.pairs import MentoringPair, MentoringTalk, MentoringWish
from cairn.mentoring.models.sessions import SkillsAttendance, SkillsSession

__all__ = [
    "BenefitAnswer",
    "Dues",
    "MentoringPair",
    "MentoringTalk",
    "MentoringWish",
    "SkillsAttendance",
    "SkillsSession",
]
