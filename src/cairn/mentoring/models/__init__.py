from cairn.mentoring.models.dues import Dues
from cairn.mentoring.models.pairs import MentoringPair, MentoringTalk, MentoringWish
from cairn.mentoring.models.sessions import SkillsAttendance, SkillsSession

__all__ = ["Dues", "MentoringPair", "MentoringTalk", "MentoringWish", "SkillsAttendance", "SkillsSession"]
