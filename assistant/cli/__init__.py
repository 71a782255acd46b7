"""The command line; `docs/contract` and the public contract fix its words."""

import os
import sys
from importlib.metadata import entry_points

import click

from assistant.errors import SetupError

LAZY = {
    "debrief": "assistant.cli.reflect:debrief_command",
    "deidentify": "assistant.cli.reflect:deidentify_command",
    "screen": "assistant.cli.reflect:screen_command",
    "themes": "assistant.cli.reflect:themes_command",
    "verify": "assistant.cli.reflect:verify_command",
    "search": "assistant.cli.search:search_command",
    "replay": "assistant.cli.replay:replay_command",
    "prep": "assistant.cli.prep:prep_command",
    "journal": "assistant.cli.journal:journal_command",
    "appeals": "assistant.cli.appeals:appeals_command",
    "kb": "assistant.cli.kb:kb_command",
    "mask": "assistant.cli.mask:mask_command",
    "doctor": "assistant.cli.setup:doctor_command",
    "setup": "assistant.cli.setup:setup_command",
}
"""Commands by name, imported when they are called: a help text needs no model."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted({*LAZY, *(e.name for e in entry_points(group="afterword.commands"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name in LAZY:
            module, _, name = LAZY[cmd_name].partition(":")
            command: click.Command = getattr(__import__(module, fromlist=[name]), name)
            return command
        found = next((e for e in entry_points(group="afterword.commands") if e.name == cmd_name), None)
        return None if found is None else found.load()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="afterword", prog_name="afterword")
def cli() -> None:
    """Put a hard session down, and walk into supervision prepared.

    Nothing is stored and nothing leaves this machine unless you say so.
    """


def main() -> None:
    """Run the command line; a fault of ours never prints text of a reflection."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # real streams
    try:
        cli()
    except Exception as error:  # noqa: BLE001 - a traceback could hold text of a reflection
        from assistant.cli.reading import INCOMPLETE, UNREADABLE  # noqa: PLC0415 - a help text needs neither
        from assistant.cli.wrong_setting import wrong_setting  # noqa: PLC0415 - nor settings

        if told := wrong_setting(error):
            click.echo(f"Error: {told}", err=True)
            sys.exit(UNREADABLE)
        if isinstance(error, SetupError):
            click.echo(f"Error: {error}", err=True)
            sys.exit(INCOMPLETE)
        click.echo(
            f"Something went wrong ({type(error).__name__}); nothing was kept. Run: afterword doctor",
            err=True,
        )
        sys.exit(1)
