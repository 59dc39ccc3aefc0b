"""How keys look in addresses."""

from werkzeug.routing import BaseConverter, ValidationError

from participation.foundation import keys


class KeyConverter(BaseConverter):
    """`<key:…>`: 13 characters of Crockford base32 for a 63-bit key; anything else is 404."""

    regex = "[0-9a-z]{13}"

    def to_python(self, value: str) -> int:
        """Read a key from an address."""
        try:
            return keys.from_text(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: int) -> str:
        """Write a key into an address."""
        return keys.to_text(value)
