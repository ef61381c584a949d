"""The licence texts of sets whose packages bring none."""

MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
"""
MIT_CONDITIONS = """copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

"""
MIT_WARRANTY = """THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def mit(work: str, copyright_line: str, package: str) -> str:
    """The MIT licence of a set, and what was changed."""
    return (
        f"{work}, from {package}; a selection was made, ids and coordinates were rewritten.\n\nMIT License\n\n"
        f"{copyright_line}\n\n{MIT}{MIT_CONDITIONS}{MIT_WARRANTY}"
    )


def apache(version: str) -> str:
    """The licence note of Noto Emoji; the full text lies in the repository's LICENSE."""
    return (
        "Noto Emoji, Copyright Google LLC, from @iconify-json/noto "
        f"{version}.\nLicensed under the Apache License, Version 2.0 (full text: LICENSE at the root of Storyreel).\n"
        "Changes: ids inside the drawings were renamed; a selection was made.\n\n"
        "Labels and tags: emojibase-data (LICENSE-emojibase.txt). Names in other languages: CLDR (LICENSE-cldr.txt).\n"
    )


def by(authors: list[str], package: str) -> str:
    """The note of game-icons: Creative Commons asks for the authors, the licence and what was changed."""
    return (
        f"Icons of game-icons.net by {', '.join(authors)}, from {package}.\n"
        "Licensed under the Creative Commons Attribution 3.0 Unported licence:\n"
        "https://creativecommons.org/licenses/by/3.0/legalcode\n"
        "Changes: a selection was made; outlines were scaled, given two colours and a ground of the outer contour.\n"
        "The author of each icon stands in the index of art.zip and in the credits of each film that shows it.\n"
    )
