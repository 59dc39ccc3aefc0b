"""The commands: `participation COMMAND`; each says what it does and fails in one sentence."""

from collections import UserDict
from collections.abc import Sequence
from importlib import import_module

import click

__all__ = ["main"]

HOMES = {
    "calendars": "ics",
    "demonstration": "seed demo-sign-ins",
    "doctor": "doctor",
    "elections": "verify",
    "forms": "xlsform",
    "founding": "found",
    "house": "migrate health settings journal",
    "keeping": "backup restore backup-key",
    "languages": "translations",
    "law": "law",
    "moving": "move",
    "roster": "roster",
    "speech": "speech",
    "surveys": "surveys",
    "worker": "worker",
}
"""The commands of each module, which is loaded when one of them is asked for: one that reads a
file answers in half a second and some megabytes, without the whole house."""


class _Commands(UserDict[str, click.Command]):
    """The commands by name, each loaded when it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._homes = {name: home for home, names in HOMES.items() for name in names.split()}
        self.data.update(dict.fromkeys(self._homes, click.Command(None)))

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f"{__name__}.{self._homes[name]}")
        (found,) = (one for one in module.COMMANDS if one.name == name)
        return found  # type: ignore[no-any-return]


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, commands=_Commands())
def participation() -> None:
    """Councils, surveys and peer help of social-care services."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command of these words (those of the process by default) and give its exit code."""
    try:
        done = participation.main(
            args=None if words is None else list(words),
            prog_name="participation",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        sentence = import_module(f"{__name__}.failures").sentence_of(error)
        if sentence is None:
            raise
        click.echo(f"Error: {sentence}", err=True)
        return 1
    return done if isinstance(done, int) else 0
