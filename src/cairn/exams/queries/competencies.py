"""The competencies of this installation, read once."""

from __future__ import annotations

from functools import cache

from cairn.exams.domain.competencies import Competency, read_competencies
from cairn.platform.pack_documents import read_documents


@cache
def competencies() -> dict[str, Competency]:
    """Every competency by its code, in the order of the pack."""
    document = read_documents("training")["competencies"]
    return {one.code: one for one in read_competencies(document, source="packs/training/competencies.toml")}
