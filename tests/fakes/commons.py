"""Wikimedia Commons: a search whose results we made up, and their pictures; free ones, and some that are not."""

from typing import Any, ClassVar

from tests.fakes.server import Answer, Asked, Fake, as_json

FIELDS = ("LicenseShortName", "LicenseUrl", "Artist", "ImageDescription", "Categories")
BY_SA = ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0")
ANNE = '<a href="//commons.example/wiki/User:Anne" title="User:Anne">Anne <b>Bell</b></a>'
UNKNOWN = 'Unknown author<span style="display: none;">Unknown author</span>'
FILES: list[tuple[str, str, tuple[int, int], tuple[str, ...]]] = [
    ("Map of Port Selm.png", "image/png", (3000, 2000), (*BY_SA, ANNE, "Map of Port Selm harbour", "Maps of Port Selm")),
    ("Lighthouse at Port Selm.jpg", "image/jpeg", (4000, 3000),
     (*BY_SA, ANNE, "<p>The <i>lighthouse</i> of Port Selm &amp; its pier</p>", "Lighthouses|Pages with maps")),
    ("Lighthouse for sale.jpg", "image/jpeg", (4000, 3000),
     ("CC BY-NC 2.0", "https://creativecommons.org/licenses/by-nc/2.0", ANNE, "Lighthouse, not for films", "")),
    ("Lighthouse poster.jpg", "image/jpeg", (2000, 3000), ("Fair use", "", ANNE, "A lighthouse in a poster", "")),
    ("Lighthouse drawing.svg", "image/svg+xml", (800, 800), ("CC0", "", ANNE, "A lighthouse", "")),
    ("Lighthouse keepers 1922.jpg", "image/jpeg", (1600, 1200),
     ("Public domain", "", UNKNOWN, "The keepers of the lighthouse, 1922", "Lighthouse keepers")),
    ("Tiny lighthouse.jpg", "image/jpeg", (300, 200), ("CC0", "", ANNE, "A lighthouse far away", "")),
    ("Nameless lighthouse.jpg", "image/jpeg", (1600, 1200), (*BY_SA, "", "A lighthouse by nobody", "")),
    ("IMG 0042 lighthouse_lamp.jpg", "image/jpeg", (2400, 1600),
     ("CC BY 2.0 de", "https://creativecommons.org/licenses/by/2.0/de/", "Otto <script>x()</script>Kiel", "", "")),
]  # fmt: skip
"""Title, media type, pixels, and the values of FIELDS."""


def picture(width: int = 640, height: int = 480) -> bytes:
    """A JPEG file: a bright disc on a dark ground, right of the middle."""
    import pyvips

    ground = pyvips.Image.black(width, height).linear([1, 1, 1], [30, 50, 90]).cast("uchar").copy(interpretation="srgb")
    drawn = ground.draw_circle([250, 200, 60], width * 3 // 4, height // 2, min(width, height) // 6, fill=True)
    data: bytes = drawn.jpegsave_buffer(Q=85, keep="none")
    return data


class Commons(Fake):
    """The action API under `/w/api.php`, the bytes of pictures under `/thumb/`."""

    variables: ClassVar[dict[str, str]] = {"STORYREEL_COMMONS_URL": "{url}", "STORYREEL_ALLOW_HOSTS": "127.0.0.1"}

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(200, b"User-agent: *\nDisallow: /thumb/\n", {"Content-Type": "text/plain"})
        if not asked.headers.get("user-agent", "").startswith("storyreel/"):
            return Answer(403, b"Please set a user-agent", {"Content-Type": "text/plain"})
        if asked.path.startswith("/thumb/"):
            return Answer(200, picture(), {"Content-Type": "image/jpeg"})
        if asked.path != "/w/api.php":
            return Answer(404, b"<html>no such page</html>", {"Content-Type": "text/html"})
        if asked.query.get("generator") != "search" or asked.query.get("gsrnamespace") != "6":
            return as_json({"error": {"code": "badvalue", "info": "Unrecognized value for parameter."}})
        words = [word for word in asked.query["gsrsearch"].casefold().split() if ":" not in word]
        found = [
            self._page(index, *one)
            for index, one in enumerate(FILES, start=1)
            if any(word.rstrip("s") in f"{one[0]} {one[3][3]}".casefold() for word in words)
        ]
        # The API answers in no order of its own; `index` is the rank.
        return as_json({"batchcomplete": True, "query": {"pages": found[::-1][: int(asked.query["gsrlimit"])]}})

    def _page(self, index: int, name: str, mime: str, size: tuple[int, int], values: tuple[str, ...]) -> dict[str, Any]:
        width = min(size[0], 1920)
        path = name.replace(" ", "_")
        told = {field: {"value": value, "source": "x"} for field, value in zip(FIELDS, values, strict=True) if value}
        info = {
            "size": 1_000_000, "width": size[0], "height": size[1], "mime": mime, "extmetadata": told,
            "url": f"{self.url}/full/{path}", "descriptionurl": f"{self.url}/wiki/File:{path}",
            "thumburl": f"{self.url}/thumb/{width}px-{path}", "thumbwidth": width,
            "thumbheight": round(size[1] * width / size[0]),
        }  # fmt: skip
        return {"pageid": index, "ns": 6, "title": f"File:{name}", "index": index, "imageinfo": [info]}
