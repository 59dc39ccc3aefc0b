"""Languages of a questionnaire: where each text stands, and each one beside its original."""

from collections.abc import Iterator, Sequence
from functools import partial

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.views import is_heard
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import REGISTER, Language, find
from participation.foundation.permissions import Permission

from ..adapters.tables import UntakenCell, export_table, import_table
from ..labels import texts as labels
from ..labels.xlsform import sentence
from ..models import QuestionnaireVersion
from ..operations import texts as operations
from ..queries import campaigns, texts as queries
from ..queries.texts import Tongue
from ..rules import texts as rules
from ..rules.easy import may_be_easy
from ..rules.items import source_among
from ..rules.texts import Key, Said, Standing, State, Trouble
from .files import XLSX, download
from .questionnaires import UNPROCESSABLE, bp, file_name
from .texting import TableForm, TextsForm, as_sent, field_of, seen_of, texts_form

ABREAST = 15
"""Texts on one page: few enough to be read through before they are sent."""


@bp.get("/<key:version_id>/languages")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def languages(version_id: int) -> str:
    """Show where the texts stand, language by language and question by question."""
    return show_languages(campaigns.get_version(cycle.act().session, version_id))


@bp.get("/<key:version_id>/texts.xlsx")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def as_table(version_id: int) -> ResponseReturnValue:
    """Give the texts of every language to translators, one sheet a language."""
    version = campaigns.get_version(cycle.act().session, version_id)
    content = export_table(_by_tongue(version), labels.headings())
    return download(content, f"{file_name(version)}.xlsx", XLSX)


@bp.post("/<key:version_id>/languages")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def take_table(version_id: int) -> ResponseReturnValue:
    """Take a translators' workbook; what does not fit is told by sheet, row and column."""
    act, form = cycle.act(), TableForm()
    version = operations.hold_version(act, version_id)
    if not form.accepted():
        return show_languages(version, form), UNPROCESSABLE
    tongues = _by_tongue(version)
    taken = import_table(form.file.data.read(), tongues, labels.headings())
    said = taken.said(tongues)
    if taken.refused:
        form.refuse("file", sentence(taken.refused))
        return show_languages(version, form), UNPROCESSABLE
    if taken.untaken and not said:
        form.refuse("file", _("Aucun texte n’a été pris."))
        return show_languages(version, form, taken.untaken), UNPROCESSABLE
    kept = operations.put_texts(act, version, said)
    words = _("%(n)s textes pris, %(left)s laissés.", n=len(said), left=len(taken.untaken))
    pages.say(words)
    if taken.untaken:
        return show_languages(kept, TableForm(formdata=None), taken.untaken)
    return redirect(url_for(".languages", version_id=kept.id), 303)


def _by_tongue(version: QuestionnaireVersion) -> dict[str, tuple[Standing, ...]]:
    tags = _written(version)
    found = queries.count_tongues(cycle.act().session, version, tags, lambda _words, _tag: None)
    return {one.language: one.standings for one in found}


def show_languages(
    version: QuestionnaireVersion,
    form: TableForm | None = None,
    untaken: Sequence[UntakenCell] = (),
) -> str:
    """Draw the page of all languages, with what was just refused when there is something."""
    session = cycle.act().session
    tags = _written(version)
    found = queries.count_tongues(session, version, tags, is_heard)
    return pages.render(
        "surveys/languages.html",
        version=version,
        source=find(_source(version)),
        tongues=found,
        lines=list(_lines(found)),
        states=labels.STATES,
        tones=labels.TONES,
        has_faces=any(map(may_be_easy, campaigns.read_questionnaire(version).questions())),
        table_form=form or TableForm(),
        untaken=[
            (f"{x.sheet} {x.row or ''}".strip(), x.column, x.place, labels.why_not(x.trouble))
            for x in untaken
        ],
    )


def _lines(tongues: Sequence[Tongue]) -> Iterator[tuple[str, str, list[int]]]:
    """Give each question with its words and how many of its texts are to do, by language."""
    every = tongues[0].standings if tongues else ()
    for bearer in dict.fromkeys(each.bearer for each in every):
        first = next(each for each in every if each.bearer == bearer)
        yield (
            bearer,
            first.source,
            [
                sum(1 for x in one.standings if x.bearer == bearer and x.state in rules.TO_DO)
                for one in tongues
            ],
        )


@bp.get("/<key:version_id>/languages/<tag>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def language(version_id: int, tag: str) -> str:
    """Show the texts of one language beside their originals, to write and to mark."""
    version = campaigns.get_version(cycle.act().session, version_id)
    spoken = _spoken(version, tag)
    every = queries.list_standings(cycle.act().session, version, spoken.tag)
    shown = [x for x in every if x.state in rules.TO_DO] if _only_to_do() else list(every)
    last = max(1, -(-len(shown) // ABREAST))
    page = min(max(1, request.args.get("page", 1, int)), last)
    shown = shown[(page - 1) * ABREAST : page * ABREAST]
    form = texts_form(shown, spoken)()
    return _show(version, spoken, form, shown, (page, last), every)


@bp.post("/<key:version_id>/languages/<tag>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def write(version_id: int, tag: str) -> ResponseReturnValue:
    """Take what was written and marked; one text refused keeps them all on the page.

    A text that somebody else changed since the page was drawn is shown to whoever writes now:
    nobody's words are written over unseen.
    """
    act = cycle.act()
    version = operations.hold_version(act, version_id)
    spoken = _spoken(version, tag)
    every = queries.list_standings(act.session, version, spoken.tag)
    sent = [x for x in every if field_of("seen", x.place) in request.form]
    form = texts_form(sent, spoken)()
    is_whole = form.accepted()
    said = dict(_said(form, sent, spoken.tag))
    lost = _lost(form, sent)
    if not is_whole or form.problems():
        return _show(version, spoken, form, sent, (1, 1), every, lost), UNPROCESSABLE
    kept = operations.put_texts(act, version, said)
    pages.say(_("%(n)s textes gardés.", n=len(said)))
    if _is_original(kept, spoken.tag):
        return redirect(url_for(".languages", version_id=kept.id), 303)
    todo = "1" if _only_to_do() else None
    page = request.args.get("page", 1, int)
    back = url_for(".language", version_id=kept.id, tag=spoken.tag, todo=todo, page=page)
    return redirect(back, 303)


def _said(form: TextsForm, sent: Sequence[Standing], tag: str) -> Iterator[tuple[Key, Said]]:
    """Give what was said of each text that was touched; refuse what cannot be taken."""
    for each in sent:
        words, state, seen = form.of(each.place)
        is_written = not seen.endswith(rules.digest(words))
        if not is_written and state is None:
            continue
        now = seen_of(each)
        trouble = rules.why_not_words(words, each.source)
        if seen != now and not (words == as_sent(each.words) and seen[:32] == now[:32]):
            form.see_again(each)
            form.refuse(field_of("words", each.place), labels.why_not(Trouble.CHANGED_MEANWHILE))
        elif trouble:
            form.refuse(field_of("words", each.place), labels.why_not(trouble))
        else:
            hand = rules.Hand.MACHINE if state is State.MACHINE else rules.Hand.PERSON
            yield (each.place, tag), Said(words, state, hand)


def _lost(form: TextsForm, sent: Sequence[Standing]) -> list[str]:
    """Give back the words of places that are gone meanwhile: nothing that was typed is lost."""
    known = {field_of("words", each.place) for each in sent}
    found = [
        as_sent(words)
        for name, words in request.form.items()
        if name.startswith("words-") and name not in known and words.strip()
    ]
    if found:
        form.refuse("", labels.why_not(Trouble.UNKNOWN))
    return found


def _show(
    version: QuestionnaireVersion,
    spoken: Language,
    form: TextsForm,
    shown: Sequence[Standing],
    page: tuple[int, int],
    every: Sequence[Standing],
    lost: Sequence[str] = (),
) -> str:
    here = partial(url_for, ".language", version_id=version.id, tag=spoken.tag)
    return pages.render(
        "surveys/texts.html",
        version=version,
        spoken=spoken,
        source=find(rules.shown_beside(campaigns.read_questionnaire(version), spoken.tag)),
        form=form,
        lines=[(each, *form.fields_of(each.place)) for each in shown],
        lost=lost,
        page=page,
        only_to_do=_only_to_do(),
        to_do=sum(1 for each in every if each.state in rules.TO_DO),
        machine=any(each.state is State.MACHINE for each in every),
        here=here,
        labels=labels,
    )


def _only_to_do() -> bool:
    return request.args.get("todo") == "1"


def tongues_of(version: QuestionnaireVersion) -> list[str]:
    """Give the languages of a version, then those of the association that it does not have."""
    own = version.languages.split(",")
    more = [tag for tag in cycle.organisation_row().languages.split(",") if tag not in own]
    return [*own, *more]


def _source(version: QuestionnaireVersion) -> str:
    return source_among(version.languages.split(","))


def _written(version: QuestionnaireVersion) -> list[str]:
    """Give the languages that are written from another."""
    form = campaigns.read_questionnaire(version)
    return [tag for tag in tongues_of(version) if rules.shown_beside(form, tag) != tag]


def _is_original(version: QuestionnaireVersion, tag: str) -> bool:
    return rules.shown_beside(campaigns.read_questionnaire(version), tag) == tag


def _spoken(version: QuestionnaireVersion, tag: str) -> Language:
    """Give the language of the address; 404 for one that is not offered, or is the original."""
    known = tag in REGISTER or tag in tongues_of(version)
    if not known or _is_original(version, tag):
        abort(404)
    return find(tag)
