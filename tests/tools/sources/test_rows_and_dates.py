import pytest

from tools.sources.dates import iso_date
from tools.sources.rows import rows


@pytest.mark.parametrize(
    ("table", "header", "wanted"),
    [
        ([["Colour", "Angle"], ["Red", "42"]], True, ["Colour: Red; Angle: 42"]),
        ([["Colour", "Angle", "Place"], ["Red", "", "outer"]], None, ["Colour: Red; Place: outer"]),
        ([["Height", "10 m"], ["Width", "3 m"]], None, ["Height: 10 m", "Width: 3 m"]),
        ([["Name", "Ada"], ["Work", "poet"]], None, ["Name: Ada", "Work: poet"]),
        ([["1", "2", "3"], ["4", "5", "6"]], None, ["1; 2; 3", "4; 5; 6"]),
        ([["A", "B"]], True, ["A; B"]),
        ([["A"], ["x", "y"]], True, ["A: x; y"]),
        ([["", ""], []], None, []),
    ],
)
def test_rows_are_words(table: list[list[str]], header: bool | None, wanted: list[str]) -> None:
    assert rows(table, header) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024-05-03T10:00:00Z", "2024-05-03"), ("D:20240503120000+02'00'", "2024-05-03"), ("3 May 2024", "2024-05-03"),
        ("May 3rd, 2024", "2024-05-03"), ("By Ada, 12 September 1999.", "1999-09-12"), ("2024-05", "2024-05"), ("1912", "1912"),
        ("2024-13-40", None), ("03/04/2024", None), ("soon", None), (None, None), ("0001-01-01", None),
    ],
)  # fmt: skip
def test_dates(written: str | None, wanted: str | None) -> None:
    assert iso_date(written) == wanted
