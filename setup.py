"""Seals the wheel: it owns the one name `storyreel`, and the other rooms lie inside it under `storyreel/_app`.

Source imports are flat (`from tools.images.port import IMAGES`); they are rewritten as files are copied. An editable
install is a plain .pth to this folder, so that the checkout is served as it is.
"""

import ast
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py
from setuptools.command.editable_wheel import editable_wheel

ROOMS = ("core", "tools", "agents", "graphs", "evals")
FLAT = [name for room in ("storyreel", *ROOMS) for name in find_packages(include=[room, f"{room}.*"])]


def sealed(source: bytes) -> bytes:
    """The module with every import from a room aimed at `storyreel._app`; `import room` has no sealed form."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(name.name.split(".")[0] in ROOMS for name in node.names):
            raise SyntaxError(f"line {node.lineno}: write `from X import Y` across rooms")
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in ROOMS:
            line, at = lines[node.lineno - 1], node.col_offset
            lines[node.lineno - 1] = line[:at] + line[at:].replace(b"from ", b"from storyreel._app.", 1)
    return b"".join(lines)


class Seal(build_py):
    """Copies the rooms' modules sealed."""

    def build_module(self, module: str, module_file: str, package: str) -> tuple[str, bool]:
        """Copy one module, its imports rewritten."""
        outfile, copied = super().build_module(module, module_file, package)
        Path(outfile).write_bytes(sealed(Path(module_file).read_bytes()))
        return outfile, copied


class Checkout(editable_wheel):
    """Serves the checkout by a .pth."""

    def finalize_options(self) -> None:
        """Lay the packages out as the checkout has them."""
        self.distribution.packages, self.distribution.package_dir = FLAT, {"": "."}
        super().finalize_options()


if __name__ == "__main__":
    setup(
        packages=[name if name.split(".")[0] == "storyreel" else f"storyreel._app.{name}" for name in FLAT],
        package_dir={f"storyreel._app.{room}": room for room in ROOMS},
        cmdclass={"build_py": Seal, "editable_wheel": Checkout},
    )
