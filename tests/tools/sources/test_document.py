import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tests.tools.sources.builders import column, docx, paragraph, pdf
from tools.sources import document
from tools.sources.document import read, read_all, read_bytes
from tools.sources.kinds import DOCX
from tools.sources.port import Document


def language_of(text: str) -> str:
    return "ar" if "ق" in text else "en"


def of(data: bytes, name: str = "a.txt", media_type: str | None = None) -> Document:
    return read_bytes(data, name, media_type, language_of=language_of)


def outcome(data: bytes, name: str) -> Document | str:
    """The document, or what the mistake says; anything else that is raised is a bug."""
    try:
        return of(data, name)
    except Mistake as mistake:
        return str(mistake)


def check(found: Document) -> None:
    """The promises of the port."""
    assert found.text == "\n\n".join(block.text for block in found.blocks)
    assert found.blocks
    for block in found.blocks:
        assert found.text[block.start : block.start + len(block.text)] == block.text
        assert block.text == " ".join(block.text.split()) != ""
        assert (block.level > 0) == (block.kind in ("heading", "item"))


MIXED = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([b"# ", b"- ", b"|", b"<p>", b"</p>", b"<!--", b"```\n", b"\n", b"a b ", b"<div hidden>", b"&amp;", b"[x](y)", b"\x0c", b"---\n", b"12\n", b"\xe9"]), max_size=40).map(b"".join),
)  # fmt: skip


@given(MIXED, st.sampled_from(["a.txt", "b.md", "c.html", "d.pdf", "e.docx", "f", "standard input"]))
def test_any_bytes_are_a_document_or_a_mistake(data: bytes, name: str) -> None:
    found = outcome(data, name)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        check(found)


SOUND = [
    pdf([column(["Words of a page stand here.", "And more of them."])]),
    docx(paragraph("Words stand here."), paragraph("one", item=0)),
]


@given(st.sampled_from(SOUND), st.data())
def test_damaged_files_are_a_document_or_a_mistake(sound: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound) - 1))
    broken = sound[:at] + data.draw(st.binary(max_size=20)) + sound[at + data.draw(st.integers(0, 40)) :]
    found = outcome(broken, "a.pdf")
    if isinstance(found, str):
        assert "“a.pdf”" in found
    else:
        check(found)


@given(st.lists(st.text("abcdefghé ق漢", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=8))
def test_paragraphs_of_words_come_back(paragraphs: list[str]) -> None:
    found = of("\n\n".join(f"{text.strip()}." for text in paragraphs).encode())
    check(found)
    assert found.text.split() == " ".join(f"{text.strip()}." for text in paragraphs).split()


def test_what_a_document_says() -> None:
    found = of(b"# Rain & light\n\nIt rains.", "my_rain-notes.md")
    assert (found.name, found.title, found.media_type, found.language) == (
        "my_rain-notes.md",
        "Rain & light",
        "text/markdown",
        "en",
    )
    assert len(found.sha256) == 64
    assert of(b"It rains.", "my_rain-notes.md").title == "My rain notes"
    assert of("قوس".encode()).language == "ar"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (b"<!doctype html><p>Words are here.", "standard input", None, "text/html"),
        (b"# Rain\n\nIt rains.", "standard input", None, "text/markdown"),
        (b"# 1 of my notes\n\nIt rains.", "a.txt", None, "text/plain"),
        (b"# Rain\n\nIt **rains**, it [pours](https://x.y).", "a.txt", None, "text/markdown"),
        (b"It rains.", "download", "text/html; charset=utf-8", "text/html"),
        (SOUND[0], "download.txt", None, "application/pdf"),
        (SOUND[1], "download", None, DOCX),
        ("قوس قزح".encode("cp1256"), "a", "text/plain; charset=windows-1256", "text/plain"),
    ],
)
def test_the_kind_is_found_out(data: bytes, name: str, media_type: str | None, kind: str) -> None:
    found = of(data, name, media_type)
    check(found)
    assert found.media_type == kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", r"“a.txt” is empty: give a file that holds text"),
        (b" \n\t ", "a.txt", "is empty"),
        (b"* * *\n\n---", "a.md", "holds no text"),
        (b"\x89PNG\r\n\x1a\n0000", "a.txt", r"is a picture: give a text, Markdown, HTML, PDF or DOCX file"),
        (b"\x00\x00\x00 ftypisom0000", "film.mp4", "is a sound or a film"),
        (b"\x1f\x8b\x08\x00abc", "a.gz", "is an archive"),
        (b"{\\rtf1 hello}", "a.rtf", "is an RTF file"),
        (hashlib.sha256(b"x").digest() * 40, "a.txt", "is binary data"),
        (b"It rains.", "a.pdf", r"is no PDF file.*download it again"),
        (b"It rains.", "a.docx", "is no DOCX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "old Office file: save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
        (docx(members={"xl/workbook.xml": "x"}).replace(b"word/document.xml", b"word/documenx.xml"), "a.xlsx", "is a spreadsheet"),
        (b"x" * 5_000_001, "a.txt", r"5\.0 MB; at most 5 MB are read of a text"),
        (b"%PDF-" + b"x" * 20_000_001, "a.pdf", "at most 20 MB are read of a PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        of(data, name)


def test_missing_misplaced_and_huge_files(tmp_path: Path) -> None:
    def said(path: Path) -> str:
        with pytest.raises(Mistake) as caught:
            read(path, language_of=language_of)
        return str(caught.value)

    assert "There is no file" in said(tmp_path / "none.txt")
    assert "is a folder where a file is wanted" in said(tmp_path)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert said(tmp_path / "huge.txt") == "“huge.txt” is 100.0 MB; at most 5 MB are read of a text: give a part of it."
    os.mkfifo(tmp_path / "pipe")
    assert "is a device or a pipe" in said(tmp_path / "pipe")
    assert "cannot be opened" in said(tmp_path / "a\0b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name, text in {"2.md": "Two.", "1.txt": "One.", "b/3.txt": "Three.", ".hidden.txt": "No.", ".git/x.txt": "No.", "x.csv": "1,2", "same.txt": "One.", "broken.pdf": "no", "empty.txt": ""}.items():  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    return tmp_path


def test_a_folder_is_read_in_name_order(folder: Path) -> None:
    found = read_all([folder], language_of=language_of)
    assert [item.text for item in found] == ["One.", "Two.", "Three."]
    [note] = found[0].notes
    assert note.startswith("These files were not read:")
    assert all(name in note for name in ("x.csv", "link.txt", "broken.pdf", "empty.txt"))
    assert not any(name in note for name in ("hidden", "same.txt"))
    assert [len(item.notes) for item in found[1:]] == [0, 0]


def test_files_keep_the_order_given_and_twice_is_once(folder: Path) -> None:
    found = read_all([folder / "2.md", folder / "1.txt", folder / "same.txt", folder / "2.md"], language_of=language_of)
    assert [item.text for item in found] == ["Two.", "One."]
    with pytest.raises(Mistake, match="is no PDF file"):
        read_all([folder / "2.md", folder / "broken.pdf"], language_of=language_of)


def test_a_folder_with_nothing_to_read_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("1,2", "utf-8")
    with pytest.raises(Mistake, match="holds nothing that can be read"):
        read_all([tmp_path], language_of=language_of)


def test_fifty_documents_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Number {number}.", "utf-8")
    found = read_all([tmp_path], language_of=language_of)
    assert [item.text for item in found] == ["Number 0.", "Number 1.", "Number 2."]
    assert "3.txt (more than 3 documents)" in found[0].notes[0]
