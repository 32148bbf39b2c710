"""The public names are what they say they are and at hand after `import reportedly`."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

import reportedly
from reportedly import errors, records

PACKAGES = ["reportedly", "reportedly.records", "reportedly.codec", "reportedly.export", "reportedly.gazetteer"]


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_there(package: str) -> None:
    module = import_module(package)
    assert not [name for name in module.__all__ if not hasattr(module, name)]


@pytest.mark.parametrize(
    "first", ["import reportedly.read", "import reportedly.intake.sources", "from reportedly import read"]
)
def test_read_is_the_function_whatever_is_imported_first(first: str) -> None:
    code = f"{first}\nimport reportedly, reportedly.read\nassert callable(reportedly.read)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_record_is_frozen_and_slotted() -> None:
    classes = [each for each in vars(records).values() if inspect.isclass(each)]
    assert classes
    for each in classes:
        assert each.__dataclass_params__.frozen, each
        assert "__slots__" in vars(each), each


def test_every_error_is_in_the_tree_at_the_top() -> None:
    drawn = inspect.getdoc(errors) or ""
    ours = [name for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)]
    assert not [name for name in ours if name not in drawn]
    assert all(issubclass(getattr(errors, name), reportedly.ReportedlyError) for name in ours)
