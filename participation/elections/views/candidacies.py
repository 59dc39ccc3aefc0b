"""Candidacies as their keepers see them: received, examined by the law, accepted or refused."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.labels.findings import WEIGHTS
from participation.councils.labels.words import ELIGIBILITY
from participation.councils.rules.eligibility import Verdict
from participation.elections import operations, queries
from participation.elections.forms import (
    CandidateForm,
    ExamineForm,
    FactsForm,
    PhotoForm,
    VoiceForm,
    WordsForm,
)
from participation.elections.labels import process as words
from participation.elections.models import Candidacy
from participation.elections.rules.process import LotsFor
from participation.elections.rules.stages import telling
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.localized import Localized
from participation.foundation.permissions import Permission

from .desk import attempt, bp, may_change, name_of, people_of, see, status_of


@bp.route("/elections/contests/<key:contest_id>/candidacies", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def candidacies(contest_id: int) -> ResponseReturnValue:
    """Show who stands in a college, and write down a candidacy that was made on paper or aloud."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = CandidateForm()
    form.offer(people_of(sheet.contest))
    kept: list[int] = []

    def stand() -> None:
        made = operations.stand(
            act,
            sheet.contest,
            form.who(),
            agrees=bool(form.agrees.data),
            partner=form.partner.data or "",
        )
        kept.append(made.id)

    if attempt(form, stand):
        pages.say(_("La candidature est notée. Ajoutez ses mots, sa voix, sa photo."))
        return redirect(url_for(".candidacy", candidacy_id=kept[0]), 303)
    page = pages.render(
        "elections/candidacies.html",
        form=form,
        election=election,
        board=sheet,
        name=name_of(sheet),
        words=words,
        may_change=may_change(election),
        lots=queries.get_lots(act.session, sheet.contest, LotsFor.ORDER),
        is_open=clock.today() <= election.candidacies_end_on,
    )
    return page, status_of(form)


@bp.route("/elections/candidacies/<key:candidacy_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def candidacy(candidacy_id: int) -> ResponseReturnValue:
    """Show one candidacy with the verdict of the law; keep its facts, or decide about it."""
    act = cycle.act()
    own = queries.get_candidacy(act.session, candidacy_id)
    election, contest = queries.contest_of(act.session, own)
    kind = queries.college_of(act.session, contest).kind
    sent = request.form.get("part", "")
    facts = FactsForm(formdata=request.form if sent == "facts" else None, obj=own)
    facts.keep_to(kind)
    decision = ExamineForm(formdata=request.form if sent == "decision" else None)
    if sent == "facts" and attempt(facts, lambda: operations.note_facts(act, own, facts.facts())):
        pages.say(_("C’est noté."))
        return redirect(url_for(".candidacy", candidacy_id=own.id), 303)
    if sent == "decision" and attempt(
        decision,
        lambda: operations.examine_candidacy(
            act,
            own,
            accepts=decision.decision.data == "accept",
            because=decision.because.data or "",
        ),
    ):
        pages.say(_("La décision est notée."))
        return redirect(url_for(".candidacies", contest_id=contest.id), 303)
    page = pages.render(
        "elections/candidacy.html",
        own=own,
        election=election,
        contest=contest,
        facts=facts,
        decision=decision,
        remarks=_remarks(queries.judge(act.session, election, contest, own, clock.today())),
        words=words,
        may_change=may_change(election),
        may_tell=election.stage in telling(election.kind),
    )
    return page, status_of(facts if sent == "facts" else decision) if sent else 200


def _remarks(verdict: Verdict) -> list[tuple[str, str, str, str]]:
    """Give each doubt of a verdict: its sentence, its weight, its colour, its article."""
    law = councils.law_on(clock.today())
    return [
        (
            str(ELIGIBILITY[each.reason]),
            str(WEIGHTS[each.severity]),
            "worse" if each.severity == "error" else "plain",
            law[each.provision].article
            + ("" if law[each.provision].verified else " " + _("(à vérifier)")),
        )
        for each in verdict.doubts
    ]


@bp.route("/elections/candidacies/<key:candidacy_id>/words", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def words_of(candidacy_id: int) -> ResponseReturnValue:
    """Write what a candidate says, and its translations."""
    act = cycle.act()
    own = queries.get_candidacy(act.session, candidacy_id)
    form = WordsForm(data={"statement": own.statement})
    if attempt(form, lambda: operations.tell(act, own, Localized(form.statement.data))):
        return _back(own, _("Ses mots sont enregistrés."))
    return pages.render("elections/words.html", form=form, own=own), status_of(form)


@bp.route("/elections/candidacies/<key:candidacy_id>/voice", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def voice_of(candidacy_id: int) -> ResponseReturnValue:
    """Record what a candidate says."""
    act = cycle.act()
    own = queries.get_candidacy(act.session, candidacy_id)
    form = VoiceForm()
    sent = form.voice.data.read() if form.voice.data else b""
    if attempt(form, lambda: operations.speak(act, own, sent)):
        return _back(own, _("Sa voix est enregistrée."))
    return pages.render("elections/voice.html", form=form, own=own), status_of(form)


@bp.route("/elections/candidacies/<key:candidacy_id>/photo", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def photo_of(candidacy_id: int) -> ResponseReturnValue:
    """Take a picture of a candidate who wants one."""
    act = cycle.act()
    own = queries.get_candidacy(act.session, candidacy_id)
    form = PhotoForm()
    if attempt(form, lambda: operations.show(act, own, form.photo.data.read())):
        return _back(own, _("Sa photo est enregistrée."))
    return pages.render("elections/photo.html", form=form, own=own), status_of(form)


@bp.post("/elections/candidacies/<key:candidacy_id>/withdraw")
@allow(Permission.COUNCIL_MANAGE)
def withdraw_for(candidacy_id: int) -> ResponseReturnValue:
    """Write down that a candidate withdraws."""
    act = cycle.act()
    own = queries.get_candidacy(act.session, candidacy_id)
    operations.withdraw(act, own)
    pages.say(_("La candidature est retirée."))
    return redirect(url_for(".candidacies", contest_id=own.contest_id), 303)


def _back(own: Candidacy, sentence: str) -> ResponseReturnValue:
    pages.say(sentence)
    return redirect(url_for(".candidacy", candidacy_id=own.id), 303)
