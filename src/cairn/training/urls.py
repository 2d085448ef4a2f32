"""Addresses of the training room: the coordinator's under `training/`, a candidate's own under `classes/`."""

from __future__ import annotations

from django.urls import path

from cairn.training.web import attendance, class_hours, classes, completions, evaluations, own_classes, papers, plans

urlpatterns = [
    path("training/", classes.list_classes_page, name="list_classes"),
    path("training/courses/new/", plans.new_course, name="new_course"),
    path("training/courses/<uuid:course_id>/classes/new/", plans.new_class, name="new_class"),
    path("training/classes/<uuid:class_id>/", classes.show_class, name="show_class"),
    path("training/classes/<uuid:class_id>/coverage/", classes.show_coverage, name="show_coverage"),
    path("training/classes/<uuid:class_id>/blocks/new/", plans.new_block, name="new_block"),
    path("training/classes/<uuid:class_id>/open/", plans.open_class_page, name="open_class"),
    path("training/classes/<uuid:class_id>/cancel/", plans.cancel_class_page, name="cancel_class"),
    path("training/blocks/<uuid:block_id>/", attendance.show_block, name="show_block"),
    path("training/blocks/<uuid:block_id>/code.svg", attendance.draw_code, name="draw_code"),
    path("training/blocks/<uuid:block_id>/remove/", plans.remove_block_page, name="remove_block"),
    path("training/registrations/<uuid:registration_id>/", classes.show_registration, name="show_registration"),
    path("training/registrations/<uuid:registration_id>/paid/", classes.confirm_payment_page, name="confirm_payment"),
    path(
        "training/registrations/<uuid:registration_id>/blocks/<uuid:block_id>/correct/",
        attendance.correct_attendance_page,
        name="correct_attendance",
    ),
    path(
        "training/registrations/<uuid:registration_id>/decide/",
        completions.complete_registration_page,
        name="complete_registration",
    ),
    path("training/registrations/<uuid:registration_id>/letter.pdf", papers.print_letter, name="print_letter"),
    path("training/registrations/<uuid:registration_id>/invoice.pdf", papers.print_invoice, name="print_invoice"),
    path("training/classes/<uuid:class_id>/evaluation/", evaluations.show_evaluation, name="show_evaluation"),
    path("training/report/", completions.report_completions, name="report_completions"),
    path("training/report.csv", completions.export_completions, name="export_completions"),
    path("training/hours/", class_hours.list_class_hours_page, name="list_class_hours"),
    path(
        "training/hours/<uuid:registration_id>/count/",
        class_hours.take_over_class_hours_page,
        name="take_over_class_hours",
    ),
    path(
        "training/hours/<uuid:registration_id>/decline/",
        class_hours.decline_class_hours_page,
        name="decline_class_hours",
    ),
    path("classes/", own_classes.list_open_classes, name="list_open_classes"),
    path("classes/check-in/", own_classes.check_in_page, name="check_in"),
    path("classes/<uuid:class_id>/", own_classes.show_open_class, name="show_open_class"),
    path("classes/own/<uuid:registration_id>/", own_classes.show_own_class, name="show_own_class"),
    path("classes/own/<uuid:registration_id>/exam/", own_classes.start_exam_page, name="start_exam"),
    path("classes/own/<uuid:registration_id>/evaluation/", evaluations.give_evaluation_page, name="give_evaluation"),
    path("classes/own/<uuid:registration_id>/withdraw/", own_classes.withdraw_page, name="withdraw"),
]
