"""`journal checkin` and `journal score`: the writer's own marks and totals, for the writer alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import get_args

import click

from assistant.cli.journal_session import (
    Printed,
    as_json,
    day_of,
    format_option,
    made,
    note_called,
    on_option,
    opened_journal,
    told,
)
from assistant.journal.journal import Journal
from assistant.journal.records import Noted
from assistant.supervision.check_in import HIGHEST, LOWEST, MARKS, CheckIn
from assistant.supervision.instruments import (
    CREDIT,
    MODELS,
    NOTE,
    Instrument,
    OwnTotal,
    Totals,
    totals_from,
)

MARK = click.IntRange(LOWEST, HIGHEST)
instrument_argument = click.argument("instrument", type=click.Choice(get_args(Instrument)))


@click.group("checkin")
def check_in_group() -> None:
    """An optional check-in: marks from 0 to 10, any of which may be left out. Nothing is made of them."""


@check_in_group.command("add")
@on_option
@click.option("--energy", type=MARK)
@click.option("--distress", type=MARK)
@click.option("--sleep", type=MARK)
@click.option("--worth-it", type=MARK, help="Whether the day was worth it.")
@told
def check_in_add_command(on: datetime | None, **marks: int | None) -> None:
    """Note how a day was; a second check-in of the same day takes the place of the first."""
    check_in = made(CheckIn, {"on": day_of(on), **marks})
    if check_in.is_empty:
        raise click.UsageError("Give at least one mark, such as --energy 6. Nothing was kept.")
    journal = opened_journal()
    same = [n for n in _check_ins(journal) if n.on == check_in.on]
    if same:
        journal.change_note("check_in", same[-1], check_in)
        click.echo(same[-1].id)
        return
    click.echo(journal.note("check_in", check_in, on=check_in.on))


@check_in_group.command("list")
@format_option
@told
def check_in_list_command(format_: Printed | None) -> None:
    """List check-ins, oldest first."""
    notes = _check_ins(opened_journal())
    if as_json(format_):
        rows = [{"id": n.id, **n.value.model_dump(mode="json")} for n in notes]
        click.echo(json.dumps({"check_ins": rows}, ensure_ascii=False))
        return
    for n in notes:
        marks = {m.replace("_", " "): getattr(n.value, m) for m in MARKS}
        said = "  ".join(f"{name} {mark}" for name, mark in marks.items() if mark is not None)
        click.echo(f"{n.id[:8]}  {n.on.isoformat()}  {said}")


@check_in_group.command("remove")
@click.argument("id_", metavar="ID")
@told
def check_in_remove_command(id_: str) -> None:
    """Delete one check-in for certain."""
    journal = opened_journal()
    journal.drop_notes([note_called(_check_ins(journal), id_).id])


@click.group("score")
def score_group() -> None:
    """Your own totals on ProQOL 5, STSS or CBI: sums and means with credit, no items and no verdict."""


@score_group.command("add")
@instrument_argument
@click.argument("scales", nargs=-1, required=True, metavar="SCALE=NUMBER...")
@on_option
@format_option
@told
def score_add_command(
    instrument: Instrument, scales: tuple[str, ...], on: datetime | None, format_: Printed | None
) -> None:
    """Keep totals that you worked out on the published form, such as: stss intrusion=9 avoidance=14 arousal=10."""
    totals = made(MODELS[instrument], _by_scale(instrument, scales))
    _keep(_own(instrument, totals, on), format_)


@score_group.command("sum")
@instrument_argument
@click.option(
    "--answers", required=True, help="In the order of the form, parted by spaces or commas; - was left out."
)
@click.option("--keep", is_flag=True, help="Keep the totals in the journal; answers are never kept.")
@on_option
@format_option
@told
def score_sum_command(
    instrument: Instrument, answers: str, keep: bool, on: datetime | None, format_: Printed | None
) -> None:
    """Add up answers by the published scoring; nothing is kept unless you say so."""
    try:
        totals = totals_from(instrument, _numbers(answers))
    except ValueError as error:
        raise click.UsageError(f"{error} Nothing was kept.") from None
    own = _own(instrument, totals, on)
    if keep:
        _keep(own, format_)
    else:
        _print(own, format_)


@score_group.command("list")
@format_option
@told
def score_list_command(format_: Printed | None) -> None:
    """List your totals, oldest first."""
    notes = _totals(opened_journal())
    if as_json(format_):
        rows = [{"id": n.id, **n.value.model_dump(mode="json")} for n in notes]
        click.echo(json.dumps({"totals": rows}, ensure_ascii=False))
        return
    for n in notes:
        click.echo(f"{n.id[:8]}  {_line(n.value)}")
    for credit in dict.fromkeys(n.value.credit for n in notes):
        click.echo(credit)


@score_group.command("remove")
@click.argument("id_", metavar="ID")
@told
def score_remove_command(id_: str) -> None:
    """Delete one set of totals for certain."""
    journal = opened_journal()
    journal.drop_notes([note_called(_totals(journal), id_).id])


def _by_scale(instrument: Instrument, scales: Sequence[str]) -> Mapping[str, str]:
    names = tuple(MODELS[instrument].model_fields)
    pairs = dict(s.partition("=")[::2] for s in scales)
    wrong = [name for name in pairs if name not in names]
    if wrong or any(not number for number in pairs.values()):
        raise click.UsageError(
            f"The scales of {instrument} are {', '.join(names)}; write each as SCALE=NUMBER. Nothing was kept."
        )
    return pairs


def _numbers(answers: str) -> list[int | None]:
    said = answers.replace(",", " ").split()
    if not all(a == "-" or a.isdecimal() for a in said):
        raise ValueError("Answers are whole numbers, and - for one that was left out.")
    return [None if a == "-" else int(a) for a in said]


def _own(instrument: Instrument, totals: Totals, on: datetime | None) -> OwnTotal:
    return OwnTotal(instrument=instrument, on=day_of(on), totals=totals, credit=CREDIT[instrument])


def _keep(own: OwnTotal, format_: Printed | None) -> None:
    journal = opened_journal()
    journal.note("own_total", own, on=own.on)
    _print(own, format_)


def _print(own: OwnTotal, format_: Printed | None) -> None:
    if as_json(format_):
        click.echo(own.model_dump_json())
        return
    for line in (_line(own), NOTE, own.credit):
        click.echo(line)


def _line(own: OwnTotal) -> str:
    scales = own.totals.model_dump()
    said = ", ".join(f"{n.replace('_', ' ')} {'-' if v is None else v}" for n, v in scales.items())
    return f"{own.on.isoformat()}  {own.instrument}  {said}"


def _check_ins(journal: Journal) -> tuple[Noted[CheckIn], ...]:
    return journal.notes("check_in", CheckIn)


def _totals(journal: Journal) -> tuple[Noted[OwnTotal], ...]:
    return journal.notes("own_total", OwnTotal)
