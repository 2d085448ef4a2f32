"""Files that are sent stay in memory until they are judged: none is ever spooled to a folder in the clear."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from cairn.platform.uploads import MEGABYTE

KEPT = 12 * MEGABYTE  # above every limit of a page; what is sent beyond it is not kept, so the file is found too large


class InMemory(FileUploadHandler):
    """The only handler. It takes a file of any size and remembers at most its first part."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data[: max(0, KEPT - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            min(file_size, KEPT),
            self.charset,
            self.content_type_extra,
        )
