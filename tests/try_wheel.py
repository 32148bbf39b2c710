"""Installs a wheel into a new environment and tries it: `python tests/try_wheel.py WHEEL` (`make try-wheel`).

The libraries are those of the environment that runs this, so that nothing is fetched; the package itself comes from
the wheel alone. A text is annotated and the desk's pages are asked for, without a network where `unshare` can cut it.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

TEXT = "The governor of Kunduz said that the road was open.\n"
TRIED = "--inside"
PATIENCE = 90


def main() -> None:
    """Make the environment, install, and go on inside it."""
    if TRIED in sys.argv:
        tried()
        return
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="reportedly-wheel-") as folder:
        place = Path(folder) / "venv"
        venv.create(place, with_pip=False)
        python = place / "bin" / "python"
        site = Path(told(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
        told(sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(site), wheel)
        (site / "zz_libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
        home = {"HOME": folder, "REPORTEDLY_DATA": f"{folder}/data", "REPORTEDLY_CACHE": f"{folder}/cache"}
        command = [*_cut(), str(python), __file__, TRIED]
        subprocess.run(command, cwd=folder, env={**os.environ, **home}, check=True)


def told(*command: str | Path) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _cut() -> list[str]:
    """What cuts the network off; nothing where this machine does not allow it."""
    cut = ["unshare", "--map-root-user", "--net"]
    is_able = shutil.which("unshare") is not None and subprocess.run([*cut, "true"], check=False).returncode == 0
    sys.stdout.write(f"network: {'cut' if is_able else 'left, since it cannot be cut here'}\n")
    return [*cut, "sh", "-c", 'ip link set lo up; exec "$@"', "sh"] if is_able else []


def tried() -> None:
    """Annotate a text, and ask the desk for its pages."""
    import reportedly

    assert str(Path(reportedly.__file__)).startswith(sys.prefix), reportedly.__file__
    Path("report.txt").write_text(TEXT, "utf-8")
    program = [sys.executable, "-m", "reportedly"]
    assert "Kunduz\tKunduz\tPROPN" in told(*program, "annotate", "report.txt")
    sys.stdout.write("a text is annotated\n")
    serving = [*program, "serve", "--no-browser", "--ledger", "desk.ledger"]
    with Path("said.txt").open("wb") as said, subprocess.Popen(serving, stdout=said, stderr=said) as desk:
        try:
            ask(announced())
        finally:
            desk.terminate()


def announced() -> str:
    """The one-time address, once it is printed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(r"http://\S+ticket=\S+", Path("said.txt").read_text("utf-8"))
        if found is not None:
            return found.group()
        time.sleep(0.2)
    raise SystemExit(Path("said.txt").read_text("utf-8"))


def ask(address: str) -> None:
    """Open the desk as a browser does: the page, and what it names."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    page = browser.open(address).read().decode()
    origin = address.partition("/open")[0]
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert parts, page
    for each in parts:
        assert browser.open(origin + each).read(), each
    assert browser.open(f"{origin}/api/documents").read() == b'{"documents":[]}'
    sys.stdout.write(f"the desk serves its page and {len(parts)} files that it names\n")


if __name__ == "__main__":
    main()
