"""The item banks of this installation, read once. A bank is `packs/exams/<name>.toml` and its `<name>.*.toml`."""

from __future__ import annotations

from functools import cache

from cairn.exams.domain.banks import Bank, read_bank
from cairn.exams.queries.competencies import competencies
from cairn.platform.pack_documents import read_documents


@cache
def banks() -> dict[str, Bank]:
    """Every bank by its name; raises BrokenRecord naming the first item that cannot be used."""
    documents = read_documents("exams")
    heads = [name for name in documents if "." not in name]
    return {
        name: read_bank(
            name,
            documents[name],
            [part for key, part in documents.items() if key.startswith(f"{name}.")],
            competencies(),
        )
        for name in heads
    }
