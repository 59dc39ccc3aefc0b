"""Commands about words: translations extract, update, compile, check."""

from collections import Counter
from pathlib import Path

import click

from participation.foundation import catalogues
from participation.foundation.extraction import DOMAINS, Found, extract
from participation.settings import PACKAGE, folder


@click.group()
def translations() -> None:
    """Look after the catalogues of words."""


def _found() -> list[Found]:
    return extract(PACKAGE, folder("templates"))


@translations.command("extract")
@click.argument("target", type=click.Path(path_type=Path, file_okay=False), required=False)
def extract_words(target: Path | None) -> None:
    """Count the texts of the program; write resident.pot and staff.pot to the folder TARGET."""
    found = _found()
    for domain, count in sorted(Counter(one.domain for one in {*found}).items()):
        texts = len({one.texts for one in found if one.domain == domain})
        click.echo(f"{domain}: {texts} texts in {count} places")
        if target is not None:
            target.mkdir(parents=True, exist_ok=True)
            catalogues.write_template(target / f"{domain}.pot", found, domain)


@translations.command()
def update() -> None:
    """Bring every catalogue up to date with the program's texts."""
    for domain, locale, count, missing in catalogues.update(folder("translations"), _found()):
        click.echo(f"{domain} {locale}: {count} texts, {missing} without translation")


@translations.command("compile")
def compile_() -> None:
    """Turn the catalogues into what the program reads."""
    click.echo(f"{catalogues.compile_all(folder('translations'))} catalogues compiled.")


@translations.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Name every fault of the catalogues; exit 1 when there is one."""
    place = folder("translations")
    count = 0
    for fault in catalogues.problems(place, _found()):
        count += 1
        click.echo(fault, err=True)
    for domain in DOMAINS:
        unread = [
            locale
            for locale in catalogues.locales_of(domain)
            if catalogues.reviewed(place, domain, locale) == "no"
        ]
        click.echo(f"{domain}: not reviewed by a native reader: {', '.join(unread) or 'none'}")
    click.echo(f"{count} faults.")
    context.exit(1 if count else 0)


COMMANDS = (translations,)
