"""Addresses of the directory."""

from __future__ import annotations

from django.urls import path

from cairn.directory.web import files, listings, writing

ONE = "directory/<uuid:listing_id>/"
FILE = "directory/files/<uuid:import_id>/"

urlpatterns = [
    path("directory/", listings.list_page, name="list_listings"),
    path("directory/print/", listings.print_page, name="print_listings"),
    path("directory/pocket/", listings.pocket_page, name="save_pocket_list"),
    path("directory/new/", writing.new_page, name="write_listing"),
    path("directory/files/", files.import_page, name="import_directory"),
    path("directory/files/hsds.zip", files.export_zip_file, name="export_directory_zip"),
    path("directory/files/hsds.json", files.export_json_file, name="export_directory_json"),
    path(FILE, files.preview_page, name="preview_import"),
    path(f"{FILE}take/", files.take, name="take_import"),
    path(ONE, listings.one_page, name="get_listing"),
    path(f"{ONE}change/", writing.change_page, name="change_listing"),
    path(f"{ONE}confirm/", writing.confirm, name="confirm_listing"),
    path(f"{ONE}capacity/", writing.say_room, name="say_capacity"),
    path(f"{ONE}end/", writing.end, name="end_listing"),
    path(f"{ONE}merge/", writing.merge, name="merge_listings"),
    path(f"{ONE}back/", writing.bring_back, name="bring_back_listing"),
]
