"""What only the association knows, and writes itself: who it is, whom to ask, what it judges."""

from enum import StrEnum


class Fact(StrEnum):
    """One thing that the program cannot know."""

    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    CONTACT = "contact"
    CONTACT_PHONE = "contact-phone"
    CONTACT_MAIL = "contact-mail"
    OFFICER = "officer"
    OFFICER_MAIL = "officer-mail"
    PROCESSORS = "processors"
    NEED = "need"
    READ = "read"
    CHANGED = "changed"
    LOST = "lost"
    OFFICER_OPINION = "officer-opinion"
    PEOPLE_OPINION = "people-opinion"
    DECISION = "decision"


IDENTITY = (
    Fact.REPRESENTATIVE,
    Fact.ADDRESS,
    Fact.CONTACT,
    Fact.CONTACT_PHONE,
    Fact.CONTACT_MAIL,
    Fact.OFFICER,
    Fact.OFFICER_MAIL,
    Fact.PROCESSORS,
)
"""Who answers for the data, and whom to ask."""
JUDGED = (
    Fact.NEED,
    Fact.READ,
    Fact.CHANGED,
    Fact.LOST,
    Fact.OFFICER_OPINION,
    Fact.PEOPLE_OPINION,
    Fact.DECISION,
)
"""What the association alone can judge in the impact assessment, in its own words."""
ASKED = (Fact.CONTACT, Fact.CONTACT_PHONE, Fact.CONTACT_MAIL)
"""What residents read: whom to ask."""
