"""An hour of the day, written as people write it."""

import datetime as dt
import re

from wtforms.validators import ValidationError

from participation.foundation.i18n import staff_gettext

from .fields import LineField

HOUR = re.compile(r"([01]?\d|2[0-3])\s*[:hH]\s*([0-5]\d)?")


class HourField(LineField):
    """An hour written 14:30 or 14 h 30; `hour` gives it once the form was accepted."""

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no hour."""
        if self.data and not HOUR.fullmatch(self.data):
            raise ValidationError(staff_gettext("Écrivez une heure comme 14:30."))

    @property
    def hour(self) -> dt.time:
        """Give the hour of a field that was accepted."""
        found = HOUR.fullmatch(self.data or "")
        return dt.time(int(found[1]), int(found[2] or 0)) if found else dt.time(0)
