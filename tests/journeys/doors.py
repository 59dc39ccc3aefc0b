"""Doors that open otherwise than most: for one person, with another answer, at the screen."""

from participation.accounts.rules.powers import Role

OWN: dict[str, str] = {
    "accounts.second_factor": "second-factor",
    "accounts.recovery": "second-factor",
    "accounts.enrol": "enrol",
    "accounts.enrol_app": "enrol",
    "accounts.enrol_passkey": "enrol",
    "accounts.pictures": "pictures",
    "accounts.own_password": Role.FACILITATOR.value,
    "accounts.own_recovery": Role.FACILITATOR.value,
    "home.staff": Role.FACILITATOR.value,
    "councils.mine": Role.RESIDENT.value,
    "meetings.mine": Role.RESIDENT.value,
    "meetings.opinion": Role.RESIDENT.value,
    "meetings.read": Role.RESIDENT.value,
    "compliance.change": Role.QUALITY_MANAGER.value,
    "network.gallery": Role.RESIDENT.value,
    "network.coming": Role.RESIDENT.value,
}
"""Pages of somebody in a state or a place of her own."""
NOT_200: dict[str, int] = {
    "accessibility.show_film": 404,  # nothing was signed
    "accounts.by_directory": 404,  # the demonstration has no directory
    "accounts.from_directory": 404,
    "front.door": 303,  # leads to the one association
    "surveys.voice": 404,  # no voice waits with this draft
    "comments.voice": 404,  # this message was written
    "elections.examined_voice": 404,  # she wrote what she says
    "elections.photo": 404,  # those who stand today show no picture
    "elections.voice": 404,
    "sealed.archive": 404,  # an assessor's own, by her invitation
    "sealed.ceremony": 404,
    "sealed.result": 404,
    "sealed.show_cards": 404,
    "sealed.trackers": 409,  # the vote is open
    "votes.archive": 404,
    "meetings.section_voice": 404,  # these minutes were written
    "voices.sound": 404,  # this voice was written
    "meet.photo": 404,  # she shows no picture
    "meet.mine": 303,  # at the screen nobody is known: it leads to the code
    "results.export_file": 303,  # a file is asked for by a form first
}
AT_THE_SCREEN = (
    "trust.notice",
    "trust.accessibility",
    "meet.code",
    "home.resident",
    "home.preferences",
    "councils.mine",
    "meetings.mine",
    "meetings.opinion",
    "meetings.read",
    "network.gallery",
    "network.coming",
    "followups.changes",
    "voices.topics",
    "voices.themes",
    "voices.say",
    "voices.thanks",
    "voices.aside",
    "surveys.start",
    "surveys.practise",
    "surveys.practise_question",
    "surveys.practise_review",
    "surveys.practised",
    "surveys.question",
    "surveys.review",
    "surveys.thanks",
)
"""Public pages that look otherwise on the public screen."""
