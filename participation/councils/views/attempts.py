"""Doing a deed with any form of this room: its refusal stands beside the field."""

from participation.councils.forms import FIELD_OF as OF_COUNCIL
from participation.councils.forms.events import FIELD_OF as OF_EVENTS
from participation.councils.forms.mandates import FIELD_OF as OF_MANDATE
from participation.councils.forms.network import FIELD_OF as OF_NETWORK
from participation.foundation.attempts import Attempts

attempt = Attempts({**OF_EVENTS, **OF_NETWORK, **OF_MANDATE, **OF_COUNCIL}).attempt
