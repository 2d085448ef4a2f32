"""Questionnaires as data: a FHIR R4 Questionnaire in, a form, checked answers and exact scores out. Pure."""
