"""The word in the `type` column, in all the ways that forms spell it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ...rules.questions import NotAsked


class Control(StrEnum):
    """What a row of the survey sheet is."""

    ONE = "select_one"
    MANY = "select_multiple"
    COMMENT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    NOT_ASKED = "not_asked"
    BEGIN_GROUP = "begin_group"
    END_GROUP = "end_group"
    BEGIN_REPEAT = "begin_repeat"
    END_REPEAT = "end_repeat"


@dataclass(frozen=True, slots=True)
class ReadType:
    """A type understood: `list_name` for choices, `because` for what is not asked."""

    control: Control
    list_name: str = ""
    or_other: bool = False
    because: NotAsked | None = None


_SIMPLE = {
    **dict.fromkeys(["text", "string", "q string", "add text prompt", "comment"], Control.COMMENT),
    **dict.fromkeys(["integer", "int", "q int", "add integer prompt"], Control.INTEGER),
    **dict.fromkeys(
        [
            "percentage",
            "number of days in last month",
            "number of days in last six months",
            "number of days in last year",
        ],
        Control.INTEGER,
    ),
    **dict.fromkeys(["decimal", "q decimal", "add decimal prompt"], Control.DECIMAL),
    **dict.fromkeys(["range"], Control.RANGE),
    **dict.fromkeys(
        ["acknowledge", "trigger", "q acknowledge", "add acknowledge prompt"], Control.ACKNOWLEDGE
    ),
    **dict.fromkeys(["note", "q note", "add note prompt"], Control.NOTE),
    **dict.fromkeys(["calculate", "q calculate", "add calculate prompt"], Control.CALCULATE),
}
_NOT_ASKED = {
    NotAsked.PLACE: "geopoint|geotrace|geoshape|gps|location|q geopoint|q geotrace|q geoshape|"
    "q location|add location prompt|start-geopoint|background-geopoint|osm",
    NotAsked.DATE: "date|time|datetime|date time|q date|q time|q datetime|q date time|"
    "add date prompt|add datetime prompt|add date time prompt",
    NotAsked.UPLOAD: "image|photo|audio|video|file|q image|q picture|q audio|q video|"
    "add image prompt|add photo prompt|add audio prompt|add video prompt|add file prompt|"
    "background-audio|draw|annotate|signature",
    NotAsked.BARCODE: "barcode|q barcode|add barcode prompt",
    NotAsked.DEVICE: "start|end|today|deviceid|device id|imei|simserial|sim id|subscriberid|"
    "subscriber id|phonenumber|phone number|username|email|audit|get start time|get end time|"
    "start time|end time|get today|get device id|get sim id|get subscriber id|"
    "get phone number|uri:deviceid|uri:simserial|uri:subscriberid|uri:phonenumber|"
    "uri:username|uri:email|instanceid",
    NotAsked.HIDDEN: "hidden|db:person|db:clinic|db:district hospital|db:health center",
    NotAsked.EXTERNAL_LIST: "xml-external|csv-external|cascading select|select one external|"
    "select one from file|select multiple from file",
    NotAsked.OLD_COMMAND: "include|set form title|set form id|form title|form id|prefix|"
    "set prefix|set style|set instance name|group name",
}
_BECAUSE = {word: because for because, words in _NOT_ASKED.items() for word in words.split("|")}
_EXTERNAL = re.compile(
    r"(?:add )?select[_ ](?:one|multiple)(?: prompt)?[_ ](?:external|from[_ ]file)\s+\S.*",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:q select1|select1|(?:add )?select[_ ]?one(?: prompt)?(?: (?:from|using))?)\s+(\S.*)",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?:q select|select all that apply(?: from)?"
    r"|(?:add )?select[_ ]?multiple(?: prompt)?(?: (?:from|using))?|select)\s+(\S.*)",
    re.IGNORECASE,
)
_OR_OTHER = re.compile(r"\s+(?:or[_ ](?:specify[_ ])?other)\s*$", re.IGNORECASE)
_RANK = re.compile(r"rank\s+(\S+)", re.IGNORECASE)
_GROUPING = re.compile(
    r"(begin|end)[\s_]*(looped group|lgroup|group|repeat|loop)(?:\s+\S.*)?", re.IGNORECASE
)


def read_type(cell: str) -> ReadType:
    """Understand the cell of the `type` column; an unknown word is NOT_ASKED, UNKNOWN_TYPE."""
    text = re.sub(r"\s+", " ", cell.strip())
    if grouping := _GROUPING.fullmatch(text):
        repeats = grouping[2].lower() != "group"
        begins = grouping[1].lower() == "begin"
        if begins:
            control = Control.BEGIN_REPEAT if repeats else Control.BEGIN_GROUP
        else:
            control = Control.END_REPEAT if repeats else Control.END_GROUP
        return ReadType(control)
    word = text.lower().replace("_", " ")
    if word in _SIMPLE:
        return ReadType(_SIMPLE[word])
    if because := _BECAUSE.get(word):
        return ReadType(Control.NOT_ASKED, because=because)
    if rank := _RANK.fullmatch(text):
        return ReadType(Control.NOT_ASKED, rank[1], because=NotAsked.RANKING)
    first = word.split(" ", 1)[0]
    if first in ("osm", "include", "cascading"):
        because = NotAsked.PLACE if first == "osm" else NotAsked.OLD_COMMAND
        return ReadType(Control.NOT_ASKED, because=because)
    return _read_select(text)


def _read_select(text: str) -> ReadType:
    if _EXTERNAL.fullmatch(text):
        return ReadType(Control.NOT_ASKED, because=NotAsked.EXTERNAL_LIST)
    for pattern, control in ((_ONE, Control.ONE), (_MANY, Control.MANY)):
        if not (match := pattern.fullmatch(text)):
            continue
        said = f" {match[1]}"
        list_name = _OR_OTHER.sub("", said).strip()
        if "${" in list_name or not list_name:
            return ReadType(Control.NOT_ASKED, because=NotAsked.EXTERNAL_LIST)
        return ReadType(control, list_name, or_other=bool(_OR_OTHER.search(said)))
    return ReadType(Control.NOT_ASKED, because=NotAsked.UNKNOWN_TYPE)


def without_other(typed: str) -> str:
    """Give a type without the words that add "other" to its list."""
    return _OR_OTHER.sub("", typed) if read_type(typed).or_other else typed
