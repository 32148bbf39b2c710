"""The documentation says what the code does: generated pages are fresh, links lead somewhere, nothing is left out."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *(page for page in DOCS.rglob("*.md") if "_build" not in page.parts)])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ABSOLUTE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp)/")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def requirements() -> Iterator[str]:
    """Names of every declared dependency, those of extras and groups included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [*project["project"].get("optional-dependencies", {}).values(), *project["dependency-groups"].values()]
    for line in [*project["project"]["dependencies"], *(line for group in groups for line in group)]:
        yield re.split(r"[<>=\[~! ]", line)[0]


def test_generated_pages_are_fresh(generator: ModuleType) -> None:
    stale = [name_of(path) for path, make in generator.PAGES.items() if path.read_text("utf-8") != make()]
    assert not stale, "run `make docs` and commit what it writes"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link and "mailto:" not in link]
    assert not [link for link in targets if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_on_somebodys_disk(page: Path) -> None:
    assert not ABSOLUTE.findall(page.read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(set(requirements())))
def test_each_dependency_has_its_sentence(name: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", (DOCS / "dependencies.md").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(set(requirements())))
def test_each_dependency_has_an_upper_bound(name: str) -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert re.search(rf'"{re.escape(name)}(\[[\w,]+\])?[^"]*<\d', text)


def test_each_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    assert not [name for name in phony.group(1).split() if not re.search(rf"^{name}:.*## \w", makefile, re.MULTILINE)]


def test_readme_gives_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme
