"""Language codes."""

import pytest

from tools.film.languages import iso639


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("en-GB", "eng"), ("AR", "ara"), ("pt_BR", "por"), ("zh-Hans", "zho"), ("fil", "fil"), ("xx", "und"), ("", "und"), ("e-n", "und")],
)  # fmt: skip
def test_codes(tag: str, code: str) -> None:
    assert iso639(tag) == code
