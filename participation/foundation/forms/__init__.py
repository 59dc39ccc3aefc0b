"""Forms: fields that are accessible by construction, input made clean, refusals in sentences."""

from .answers import ChecklistField, ChoiceField, FacesField, HiddenField, StepperField
from .base import Form, Problem, component
from .cleaning import clean_line, clean_text
from .composed import DayField, LocalizedField, PinField, VoiceField
from .fields import (
    Choice,
    DateField,
    FileField,
    FilesField,
    LineField,
    ListField,
    MailField,
    PhoneField,
    SecretField,
    TextField,
    TickField,
    WholeNumberField,
)
from .hours import HourField

__all__ = [
    "ChecklistField",
    "Choice",
    "ChoiceField",
    "DateField",
    "DayField",
    "FacesField",
    "FileField",
    "FilesField",
    "Form",
    "HiddenField",
    "HourField",
    "LineField",
    "ListField",
    "LocalizedField",
    "MailField",
    "PhoneField",
    "PinField",
    "Problem",
    "SecretField",
    "StepperField",
    "TextField",
    "TickField",
    "VoiceField",
    "WholeNumberField",
    "clean_line",
    "clean_text",
    "component",
]
