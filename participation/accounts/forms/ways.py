"""What people type to come in and to describe each other."""

from participation.accounts.labels import PICTURES as PICTURE_NAMES
from participation.accounts.rules.passwords import LONGEST, SHORTEST
from participation.accounts.rules.pictures import PICTURES
from participation.foundation.forms import (
    Choice,
    Form,
    LineField,
    MailField,
    PinField,
    SecretField,
)
from participation.foundation.i18n import lazy, staff_lazy as _

CODE: dict[str, object] = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "spellcheck": "false",
}
TYPED_CODE: dict[str, object] = {
    "autocomplete": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class SignInForm(Form):
    """First proof of a member of staff."""

    email = MailField(_("Adresse e-mail"), render_kw={"autocomplete": "username"})
    password = SecretField(
        _("Mot de passe"), limit=LONGEST, render_kw={"autocomplete": "current-password"}
    )


class CodeForm(Form):
    """A code of the authenticator."""

    code = LineField(_("Code à six chiffres de votre application"), limit=20, render_kw=CODE)


class RecoveryForm(Form):
    """A recovery code, from the sheet that was printed."""

    code = LineField(_("Un de vos codes de secours"), limit=40, render_kw=TYPED_CODE)


class PasswordForm(Form):
    """A password that is chosen."""

    password = SecretField(
        _("Nouveau mot de passe"),
        limit=LONGEST,
        hint=_("Douze signes ou plus. Une petite phrase est facile à retenir."),
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST},
    )


class PresentPasswordForm(Form):
    """The present password, asked again before something that matters."""

    present = SecretField(
        _("Mot de passe actuel"), limit=LONGEST, render_kw={"autocomplete": "current-password"}
    )


class ChangePasswordForm(PresentPasswordForm):
    """A new password, by someone who knows the present one."""

    password = SecretField(
        _("Nouveau mot de passe"),
        limit=LONGEST,
        hint=_("Douze signes ou plus. Une petite phrase est facile à retenir."),
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST},
    )


class NewPasswordForm(PasswordForm):
    """The code of an invitation or a reset, and the password to set."""

    code = LineField(_("Le code du message"), limit=60, render_kw=TYPED_CODE)


class ForgottenForm(Form):
    """Where to send the link that sets a new password."""

    email = MailField(_("Adresse e-mail"), render_kw={"autocomplete": "username"})


class CardForm(Form):
    """A card, read by a scanner, by the camera, or typed."""

    card = LineField(lazy("Le code de ma carte"), limit=100, render_kw=TYPED_CODE)


class LinkForm(Form):
    """The code of a link, filled by the link itself or typed from the message."""

    code = LineField(lazy("Le code du message"), limit=60, render_kw=TYPED_CODE)


class PhoneForm(Form):
    """Where a resident wants her link."""

    contact = LineField(
        lazy("Mon numéro de téléphone ou mon adresse e-mail"),
        limit=254,
        render_kw={"autocomplete": "tel"},
    )


class OpeningForm(Form):
    """Six digits that a member of staff types at the kiosk."""

    code = LineField(lazy("Code à six chiffres de l’équipe"), limit=20, render_kw=CODE)


class PicturesForm(Form):
    """Four pictures in order."""

    pictures = PinField(
        lazy("Vos quatre images"),
        [Choice(name, PICTURE_NAMES[name], pictogram=name) for name in PICTURES],
    )
