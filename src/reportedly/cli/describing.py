"""Options that several commands share, each lot received by the command as one record."""

import datetime
import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from reportedly.cli.ledgers import today
from reportedly.errors import UsageError
from reportedly.protect import Wanted
from reportedly.read import Overrides, parsed_mapping
from reportedly.vocabulary import Anonymity, Basis, Certainty, ClaimStatus

PANEL = "What you know about the sources"
FILTERS = "Which claims (all that are given must fit)"
Returned = TypeVar("Returned")


def describe(
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of publication, as 2017-11-15.", rich_help_panel=PANEL)
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.", rich_help_panel=PANEL)] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet that published it.", rich_help_panel=PANEL)] = None,
    url: Annotated[str | None, typer.Option(help="Address where it was published.", rich_help_panel=PANEL)] = None,
    language: Annotated[str | None, typer.Option(help="Language code, as en.", rich_help_panel=PANEL)] = None,
    media_type: Annotated[
        str | None,
        typer.Option(metavar="TYPE", help="Format, where the content does not tell it.", rich_help_panel=PANEL),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=NAME",
            help="Column or key that holds a field, as text=body; may be repeated.",
            rich_help_panel=PANEL,
        ),
    ] = None,
) -> Overrides:
    """What the user says about every document of the sources; it stands in front of what they say themselves."""
    return Overrides(
        published=published,
        title=title,
        publisher=publisher,
        url=url,
        language=language,
        media_type=media_type,
        mapping=parsed_mapping(mapping or ()),
        today=today(),
    )


def wanted_claims(
    *,
    place: Annotated[
        str | None, typer.Option(help="A place, district, province, or country code.", rich_help_panel=FILTERS)
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="An actor's id, or part of its name.", rich_help_panel=FILTERS)
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--type", help="What is asserted, as CONTROL.", rich_help_panel=FILTERS)
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Part of the name or description of a source.", rich_help_panel=FILTERS)
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="A document's id, or its source as given.", rich_help_panel=FILTERS)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Said to hold on this day or later.", rich_help_panel=FILTERS)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Said to hold on this day or before.", rich_help_panel=FILTERS)
    ] = None,
    basis: Annotated[
        Basis | None, typer.Option(help="How the nearest source is said to know.", rich_help_panel=FILTERS)
    ] = None,
    anonymity: Annotated[
        Anonymity | None, typer.Option(help="How far the nearest source is identified.", rich_help_panel=FILTERS)
    ] = None,
    words: Annotated[str | None, typer.Option(help="Words that the claim holds.", rich_help_panel=FILTERS)] = None,
    certainty: Annotated[
        Certainty | None, typer.Option(help="How sure the claim is presented.", rich_help_panel=FILTERS)
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="The outlet, by its whole name.", rich_help_panel=FILTERS)
    ] = None,
    grade: Annotated[
        str | None,
        typer.Option(help="As B2; a letter alone asks for that reliability.", rich_help_panel=FILTERS),
    ] = None,
    status: Annotated[
        ClaimStatus | None, typer.Option(help="How the claim came to stand.", rich_help_panel=FILTERS)
    ] = None,
    incident: Annotated[
        str | None, typer.Option(help="An incident's id, or the beginning of one.", rich_help_panel=FILTERS)
    ] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Claims that a reviewer rejected, too.", rich_help_panel=FILTERS)
    ] = False,
) -> Wanted:
    """Which claims of the ledger are asked for.

    Raises:
        UsageError: A day or the grade is none.
    """
    for name, value in (("since", since), ("until", until)):
        check_day(name, value)
    _check_grade(grade)
    return Wanted(
        place=place,
        actor=actor,
        type=kind.upper() if kind else None,
        source=source,
        document=document,
        since=since,
        until=until,
        basis=basis,
        anonymity=anonymity,
        words=words,
        certainty=certainty,
        publisher=publisher,
        grade=grade,
        status=status,
        incident=incident,
        rejected=rejected,
    )


def _check_grade(grade: str | None) -> None:
    """Refuse what is no Admiralty grade, whole or its letter alone."""
    if grade is not None and re.fullmatch("[A-F][1-6]?", grade.upper()) is None:
        message = f"--grade {grade!r} is no grade; write it as B2, or B for that reliability alone"
        raise UsageError(message)


def check_day(name: str, value: str | None) -> None:
    """Refuse what is no day.

    Raises:
        UsageError: It is no day.
    """
    try:
        if value is not None:
            datetime.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--{name} {value!r} is no day; write it as 2017-11-15") from error


def takes(make: Callable[..., object], name: str) -> Callable[[Callable[..., Returned]], Callable[..., Returned]]:
    """Give a command the options of `make`, whose record it receives as its parameter `name`."""

    def decorate(command: Callable[..., Returned]) -> Callable[..., Returned]:
        options = inspect.signature(make).parameters
        own = inspect.signature(command)

        def called(**given: Any) -> Returned:  # noqa: ANN401 - typer hands over options by name
            record = make(**{option: given.pop(option) for option in options})
            return command(**given, **{name: record})

        parameters = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for each in own.parameters.values()
            for parameter in (options.values() if each.name == name else (each,))
        ]
        called.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        called.__name__ = command.__name__
        called.__doc__ = command.__doc__
        return called

    return decorate


describes_sources = takes(describe, "overrides")
chooses_claims = takes(wanted_claims, "wanted")
