"""Who passes which door of the voices of residents, written by hand as its neighbour is."""

from participation.foundation.permissions import PUBLIC, Permission as P  # noqa: N817

VOICES: dict[str, str | P] = {
    "voices.alert": PUBLIC,
    "voices.alert_told": PUBLIC,
    "voices.alerts": P.VOICE_REVIEW,
    "voices.answer": P.VOICE_REVIEW,
    "voices.aside": PUBLIC,
    "voices.contact": P.COUNCIL_MANAGE,
    "voices.contacts": P.COUNCIL_MANAGE,
    "voices.erase": P.VOICE_REVIEW,
    "voices.index": P.VOICE_REVIEW,
    "voices.keep": P.VOICE_REVIEW,
    "voices.leave": P.VOICE_REVIEW,
    "voices.merge": P.VOICE_REVIEW,
    "voices.new_contact": P.COUNCIL_MANAGE,
    "voices.pile": P.VOICE_REVIEW,
    "voices.poster": P.VOICE_REVIEW,
    "voices.read": P.VOICE_REVIEW,
    "voices.remove_contact": P.COUNCIL_MANAGE,
    "voices.say": PUBLIC,
    "voices.sound": P.VOICE_REVIEW,
    "voices.support": PUBLIC,
    "voices.take_alert": P.VOICE_REVIEW,
    "voices.thanks": PUBLIC,
    "voices.themes": PUBLIC,
    "voices.topic": P.VOICE_REVIEW,
    "voices.topics": PUBLIC,
    "voices.turn_aside": PUBLIC,
    "voices.words": P.VOICE_REVIEW,
}
