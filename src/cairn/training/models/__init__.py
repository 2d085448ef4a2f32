from cairn.training.models.attendance import AttendanceMark
from cairn.training.models.completions import Completion, EvaluationAnswer
from cairn.training.models.courses import ClassBlock, Course, CourseClass
from cairn.training.models.registrations import Invoice, Registration

__all__ = [
    "AttendanceMark", "ClassBlock", "Completion", "Course", "CourseClass", "EvaluationAnswer", "Invoice", "Registration",
]  # fmt: skip
