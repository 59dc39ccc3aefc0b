"""What was said, told to residents: in other languages, and to those who gave the topic."""

from collections.abc import Sequence

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.languages import SOURCE, find
from participation.foundation.localized import Localized
from participation.meetings import queries
from participation.meetings.models import Meeting, Translation
from participation.meetings.queries.topics import everywhere, find_topic, word_of
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.telling import why_not_told
from participation.meetings.rules.writing import LONGEST, Section, read_sections
from participation.voices import operations as voices

from .holding import hold_meeting, today

LONGEST_TITLE = 160


@journaled(Action.MINUTES_TRANSLATED)
def translate_minutes(
    act: Act,
    meeting: Meeting,
    locale: str,
    sections: Sequence[Section],
    *,
    seen: str,
    was_read: bool,
) -> Meeting:
    """Publish what was said in another language; nothing written at all takes it back.

    `seen` is the mark of the French words that the translator had before her: when these changed
    meanwhile her work is kept, and stale from the start. Refuses what was not published, half of
    a text, French itself, and words that nobody says to have read for names (D311-28, R39).
    """
    hold_meeting(act, meeting, Stage.CLOSED)
    source = queries.source_of(queries.see_meeting(act.session, meeting))
    if not source or locale == SOURCE:
        raise Refused(Refusal.NOT_PUBLISHED)
    rows = {one.locale: one for one in queries.list_translations(act.session, meeting)}
    row = rows.get(find(locale).tag)
    if not any(one.words.strip() for one in sections):
        if row is None:
            raise Refused(Refusal.EMPTY_MINUTES)
        act.session.delete(row)
    else:
        if reason := why_not_told(source, sections):
            raise Refused(reason)
        if not was_read:
            raise Refused(Refusal.NOT_READ)
        row = row or Translation(meeting_id=meeting.id, locale=find(locale).tag)
        row.sections = [
            Section(one.title.strip()[:LONGEST_TITLE], one.words.strip()[:LONGEST]).plain()
            for one in sections
        ]
        row.source_mark, row.written_on = seen[:20], today(act)
        act.session.add(row)
    act.session.flush()
    tell_topics(act, meeting)
    return meeting


@unjournaled("part of the deeds that publish")
def tell_topics(act: Act, meeting: Meeting) -> None:
    """Show to those who gave a topic what was said of it, in every language it was written in."""
    source = queries.source_of(queries.see_meeting(act.session, meeting))
    tongues = {
        one.locale: read_sections(one.sections)
        for one in queries.list_translations(act.session, meeting)
    }
    with everywhere(act.session):
        for item in queries.list_items(act.session, meeting):
            topic = find_topic(act.session, item.origin)
            if topic is None or topic.meeting != word_of(meeting):
                continue
            title = item.title.text(SOURCE)[:LONGEST_TITLE]
            place = next((n for n, one in enumerate(source) if one.title == title), None)
            if place is not None:
                texts = {tag: own[place].words for tag, own in tongues.items() if place < len(own)}
                words = Localized({**texts, SOURCE: source[place].told})
                voices.tell_discussion(act, topic, words)
        act.session.flush()
