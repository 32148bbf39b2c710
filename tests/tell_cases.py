"""Tell what the engine makes of the cases, and keep the list of known failures.

    python tests/tell_cases.py [WORD...]    complaints of the cases whose file or name holds a word, then totals by file
    python tests/tell_cases.py --record     take cases that pass now off tests/cases/known_failures.txt
    python tests/tell_cases.py --record --add REASON    put cases that fail now on it too; the reason stands above them

Exit status: 0 every failure is on the list and every case on it fails, 1 otherwise.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from casebook import Case, complaints, load_cases, load_known_failures
from reportedly.records import Claim

FOLDER = Path(__file__).resolve().parent / "cases"
KNOWN = FOLDER / "known_failures.txt"


def told(cases: list[Case]) -> Iterator[tuple[Case, list[str], list[str]]]:
    """Each case with what is wrong and with the claims that were found."""
    from reportedly.pipeline import load_tools, process
    from reportedly.settings import load_settings

    with tempfile.TemporaryDirectory() as empty:
        tools = load_tools(load_settings({**os.environ, "REPORTEDLY_DATA": empty}))
    for case in cases:
        report = process(case.document(), tools)
        yield case, complaints(case, report), [described(case.text, each.claim) for each in report.claims]


def described(text: str, claim: Claim) -> str:
    """A claim in one line: its words, its codes and its chain."""
    words = " ... ".join(part.of(text) for part in claim.content)
    codes = f"{claim.kind} {claim.type} {claim.mode} {claim.polarity} {claim.certainty} {claim.realis}"
    chain = " > ".join(f"{link.label} ({link.anonymity}, {link.basis})" for link in claim.chain)
    return f"{words} | {codes} {claim.genericity} | {chain}"


def recorded(text: str, failing: set[str], reason: str | None) -> str:
    """The list without cases that pass; with a reason, new failures stand under it."""
    lines = [line for line in text.splitlines() if line.startswith("#") or not line.strip() or line in failing]
    new = sorted(failing - set(lines))
    return "\n".join([*lines, *([f"# {reason}", *new] if reason and new else [])]) + "\n"


def main() -> int:
    """Tell, and record where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("words", nargs="*", help="tell only cases whose file or name holds one of these")
    parser.add_argument("--record", action="store_true", help="take cases that pass off the list")
    parser.add_argument("--add", metavar="REASON", help="with --record: put new failures on the list")
    options = parser.parse_args()
    if options.record and options.words:
        parser.error("--record goes over all cases")
    cases = [case for case in load_cases(FOLDER) if not options.words or any(w in case.id for w in options.words)]
    failing, totals, passed = set(), Counter[str](), Counter[str]()
    for case, wrong, found in told(cases):
        totals[case.file] += 1
        passed[case.file] += not wrong
        if wrong:
            failing.add(case.id)
            lines = [case.id, *(f"  - {line}" for line in wrong), *(f"    found {line}" for line in found)]
            sys.stdout.write("\n".join(lines) + "\n")
    for file, total in totals.items():
        sys.stdout.write(f"{file:24}{passed[file]:5} of {total}\n")
    sys.stdout.write(f"{'all':24}{passed.total():5} of {totals.total()}\n")
    if options.record:
        KNOWN.write_text(recorded(KNOWN.read_text(encoding="utf-8"), failing, options.add), encoding="utf-8")
    known = load_known_failures(KNOWN) & {case.id for case in cases}
    return int(known != failing)


if __name__ == "__main__":
    sys.exit(main())
