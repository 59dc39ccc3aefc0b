"""What people type to come in, and what staff type about people."""

from .people import EndForm, ImportForm, PersonForm, RoleForm, SearchForm
from .ways import (
    CardForm,
    ChangePasswordForm,
    CodeForm,
    ForgottenForm,
    LinkForm,
    NewPasswordForm,
    OpeningForm,
    PasswordForm,
    PhoneForm,
    PicturesForm,
    PresentPasswordForm,
    RecoveryForm,
    SignInForm,
)
from .writing import StopForm, WishForm

__all__ = [
    "CardForm",
    "ChangePasswordForm",
    "CodeForm",
    "EndForm",
    "ForgottenForm",
    "ImportForm",
    "LinkForm",
    "NewPasswordForm",
    "OpeningForm",
    "PasswordForm",
    "PersonForm",
    "PhoneForm",
    "PicturesForm",
    "PresentPasswordForm",
    "RecoveryForm",
    "RoleForm",
    "SearchForm",
    "SignInForm",
    "StopForm",
    "WishForm",
]
