"""How a class ended for a person, with the facts and rules it was decided on; and what people said about the class."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.training.models.courses import CourseClass
from cairn.training.models.registrations import Registration


class Completion(OrganizationRow):
    """The decision on one registration. It stays as it was made."""

    privacy = classify(
        none="id organization_id decided_at decided_on decided_by_id",
        workforce="registration outcome attended_minutes scheduled_minutes correct items facts",
    )

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="completion")
    outcome = models.CharField(max_length=10)  # of course-passed: "yes" or "no"
    attended_minutes = models.PositiveIntegerField()
    scheduled_minutes = models.PositiveIntegerField()
    correct = models.PositiveIntegerField(null=True)
    items = models.PositiveIntegerField(null=True)
    facts = models.TextField()  # the findings as JSON: code, verdict, required, found, rules
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    decided_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "decided_on"], name="completion_by_day")]


class EvaluationAnswer(OrganizationRow):
    """One answer about a class. `response` holds one person's answers together and leads to nobody: no time, no name, a random id."""

    privacy = classify(none="id organization_id course_class response link_id code number")

    course_class = models.ForeignKey(CourseClass, on_delete=models.PROTECT, related_name="evaluation_answers")
    response = models.UUIDField()
    link_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    number = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "course_class"], name="evaluation_of_class")]
        constraints = [models.UniqueConstraint(fields=["response", "link_id"], name="evaluation_answer_once")]
