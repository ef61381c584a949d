"""Documents as artefacts: read once, named by the digest of their bytes, kept as the text that was understood."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from core.models import Given
from core.recipes import Artefact, Product, Recipe, Store, order
from tools.sources.document import read_all
from tools.sources.port import Document

DOCUMENT = Recipe("document", 2, ("tools/sources",), ".json")


def gather(store: Store, paths: Sequence[Path], language_of: Callable[[str], str]) -> tuple[Given, ...]:
    """Read files and folders into the store; a Mistake says which cannot be read and what to do."""
    return tuple(keep(store, document) for document in read_all(paths, language_of=language_of))


def keep(store: Store, document: Document, kind: Literal["document", "page", "video"] = "document") -> Given:
    """Put a document that was read into the store."""
    text = document.model_dump_json()

    def make(folder: Path) -> Product:
        out = folder / f"document{DOCUMENT.suffix}"
        out.write_text(text, encoding="utf-8")
        return Product(out)

    made = store.make(order(DOCUMENT, "reader", {"sha256": document.sha256, "name": document.name}), make)
    return Given(
        name=document.name, sha256=document.sha256, language=document.language, key=made.artefact.key, kind=kind
    )


def document_in(store: Store, artefact: Artefact) -> Document:
    """The document that an artefact holds."""
    return Document.model_validate_json(store.path(artefact).read_bytes())
