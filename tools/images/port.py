"""Images: a SceneSpec becomes a PNG picture."""

from pathlib import Path
from typing import Protocol, runtime_checkable

from core.capability import Registry
from core.models import Credit
from core.recipes import Recipe
from core.scene import SceneSpec, Value


class Painted(Value):
    """What was painted: whose work is in it, and what could not be drawn as asked (one sentence each)."""

    credits: tuple[Credit, ...] = ()
    notes: tuple[str, ...] = ()


class ImageBackend(Protocol):
    """A painter. Raises Unavailable when it cannot paint now."""

    def libraries(self) -> dict[str, str]:
        """Versions of the native libraries that decide the bytes; they are part of the picture's key."""

    def paint(self, spec: SceneSpec, out: Path) -> Painted:
        """Write an 8-bit RGB PNG of exactly the spec's size to `out`; the same spec gives the same bytes."""


@runtime_checkable
class PaintsInLayers(Protocol):
    """A painter that can give the parts of its picture, so that they move against each other."""

    def cels(self, spec: SceneSpec, out: Path) -> None:
        """Write the cels of what `paint` paints, a ZIP of PNG files and `cels.json` (see `core.scene.Cels`)."""


IMAGES: Registry[ImageBackend] = Registry("images", __package__)
PICTURE = Recipe("picture", 3, ("tools/images", "tools/fonts", "core/styles.toml"), ".png")
CELS = Recipe("cels", 2, PICTURE.modules, ".zip")
