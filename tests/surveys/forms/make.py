"""Writes the forms of this folder: `python tests/surveys/forms/make.py`; all words are ours."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
LANGUAGES = (
    "Français (fr)",
    "Français facile à lire (fr-x-falc)",
    "Anglais (en)",
    "Arabe (ar)",
    "Dari (fa-AF)",
    "Pachto (ps)",
    "Ukrainien (uk)",
    "Russe (ru)",
)
LABELS = tuple(f"label::{language}" for language in LANGUAGES)

Cells = dict[str, str]
Sheets = dict[str, list[Cells]]


def row(type_: str, name: str, *labels: str, **cells: str) -> Cells:
    """Give one row of the survey; further cells have the header of their keyword."""
    given = dict(zip(LABELS, labels, strict=False))
    return {"type": type_, "name": name, **given, **cells}


def choice(list_name: str, name: str, *labels: str, **cells: str) -> Cells:
    """Give one row of the choices."""
    return {
        "list_name": list_name,
        "name": name,
        **dict(zip(LABELS, labels, strict=False)),
        **cells,
    }


def satisfaction() -> Sheets:
    """Give a whole satisfaction survey in the eight languages of the residents."""
    settings = [
        {
            "form_title": "Votre avis sur la maison",
            "form_title Anglais (en)": "Your opinion of the house",
            "form_id": "satisfaction",
            "version": "1",
            "default_language": LANGUAGES[0],
        }
    ]
    return {"survey": [*_welcome(), *_meals()], "choices": _lists(), "settings": settings}


def _lists() -> list[Cells]:
    faces = (
        ("1", "Pas du tout content", "Pas content du tout", "Very unhappy", "غير راض أبدا",
         "بسیار ناراض", "ډېر ناراض", "Дуже незадоволений", "Очень недоволен"),
        ("2", "Plutôt pas content", "Pas trop content", "Rather unhappy", "غير راض",
         "ناراض", "ناراض", "Незадоволений", "Недоволен"),
        ("3", "Entre les deux", "Moyen", "In between", "بين بين",
         "متوسط", "منځنی", "Посередині", "Средне"),
        ("4", "Plutôt content", "Un peu content", "Rather happy", "راض",
         "راضی", "راضي", "Задоволений", "Доволен"),
        ("5", "Très content", "Très, très content", "Very happy", "راض جدا",
         "بسیار راضی", "ډېر راضي", "Дуже задоволений", "Очень доволен"),
    )  # fmt: skip
    yes_no = (
        ("yes", "Oui", "C’est oui", "Yes", "نعم", "بلی", "هو", "Так", "Да"),
        ("no", "Non", "C’est non", "No", "لا", "نه", "نه", "Ні", "Нет"),
    )
    choices = [choice("faces", *texts, score=texts[0]) for texts in faces]
    return choices + [choice("yes_no", *texts) for texts in yes_no]


def _welcome() -> list[Cells]:
    return [
        row("begin_group", "accueil", "L’accueil", "Votre arrivée", "Arrival", "الاستقبال",
            "پذیرش", "هرکلی", "Прийом", "Приём"),
        row("select_one faces", "q01", "L’équipe vous accueille bien ?", "L’équipe est gentille ?",
            "Does the team welcome you well?", "هل يستقبلكم الفريق جيدا؟",
            "آیا تیم از شما خوب پذیرایی می‌کند؟", "ایا ټیم ستاسو ښه هرکلی کوي؟",
            "Чи добре вас приймає команда?", "Хорошо ли вас принимает команда?",
            appearance="faces", required="yes", theme="accueil", criterion="1.1.1",
            pictogram="welcome"),
        row("text", "q02", "Qu’est-ce qu’on peut changer ?", "Que changer ?", "What could change?",
            "ماذا يمكن أن نغير؟", "چه چیزی را تغییر دهیم؟", "څه بدل کړو؟",
            "Що змінити?", "Что изменить?", relevant="${q01} <= 2"),
        row("end_group", ""),
    ]  # fmt: skip


def _meals() -> list[Cells]:
    return [
        row("select_one yes_no", "q03", "Vous mangez ici ?", "Vous mangez ici ?",
            "Do you eat here?", "هل تأكلون هنا؟", "آیا اینجا غذا می‌خورید؟", "ایا دلته خوراک کوئ؟",
            "Ви їсте тут?", "Вы едите здесь?", theme="repas"),
        row("range", "q04", "Combien de repas par jour ?", "Combien de repas ?",
            "How many meals a day?", "كم وجبة في اليوم؟", "روزانه چند وعده؟", "په ورځ کې څو ځله؟",
            "Скільки разів на день?", "Сколько раз в день?", parameters="start=0 end=3 step=1",
            relevant="${q03} = 'yes'", theme="repas"),
        row("note", "merci", "Merci !", "Merci !", "Thank you!", "شكرا!", "تشکر!", "مننه!",
            "Дякуємо!", "Спасибо!"),
    ]  # fmt: skip


def untidy() -> Sheets:
    """Give a form as people keep them: headers, spellings and leftovers of several hands."""
    survey = [
        {"Type": "start", "NAME ": "begun"},
        {"Type": "begin group", "NAME ": "meta", "label:French": "La chambre"},
        {"Type": "Select one from yn", "NAME ": "calme la nuit", "label:French": "C’est calme ?",
         "Relevance": "${Begun} != ''", "remarque": "demandé par le CVS"},
        {"Type": "select_multiple sons or specify other", "NAME ": "bruits",
         "label:French": "Quels bruits ?", "Relevance": "${calme la nuit} = ’no’"},
        {"Type": "end group"},
        {"label:French": "À revoir avec l’équipe"},
        {"Type": "photo", "NAME ": "image", "label:French": "Une photo ?"},
        {"Type": "rank sons", "NAME ": "rang", "label:French": "Classez les bruits"},
        {"Type": "integer", "NAME ": "nuits", "label:French": "Combien de nuits ?",
         "bind:constraint": ". &gt;= 0 and . &lt;= 7", "constraint message::french": "De 0 à 7."},
    ]  # fmt: skip
    choices = [
        {"list name": "yn", "name": "yes", "label:French": "Oui"},
        {"list name": "yn", "name": "no", "label:French": "Non"},
        {"list name": "sons", "name": "rue", "label:French": "La rue", "zone": "dehors"},
        {"list name": "sons", "name": "portes claquées", "label:French": "Les portes"},
        {"list name": "ancienne", "name": "x", "label:French": "Plus utilisée"},
    ]
    return {"Survey": survey, "choices": choices, "mode d’emploi": [{"Lisez ceci": "d’abord"}]}


def logic_csv() -> str:
    """Give a form as one CSV file, its sheets stacked."""
    return (
        (
            "survey,,,,,\n"
            ",type,name,label::fr,label::en,relevant\n"
            ',select_one yn,aide,"Vous avez besoin d’aide ?",Do you need help?,\n'
            ",select_multiple qui,qui,De qui ?,From whom?,${aide} = 'yes'\n"
            ",calculate,nombre,,,\n"
            ",text,pourquoi,Pourquoi ${nombre} personnes ?,Why?,${nombre} > 1\n"
            "choices,,,,\n"
            ",list_name,name,label::fr,label::en\n"
            ",yn,yes,Oui,Yes\n,yn,no,Non,No\n"
            ",qui,pair,Un pair,A peer\n,qui,equipe,L’équipe,The team\n,qui,ami,Un ami,A friend\n"
        )
        .replace(",calculate,nombre,,,", ",calculate,nombre,,,,count-selected(${qui})")
        .replace("label::en,relevant", "label::en,relevant,calculation")
    )


def workbook(sheets: Sheets) -> bytes:
    """Write sheets as the bytes of an .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        headers = list(dict.fromkeys(header for cells in rows for header in cells))
        page = book.create_sheet(name)
        page.append(headers)
        for cells in rows:
            page.append([cells.get(header) for header in headers])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FORMS: dict[str, Callable[[], bytes]] = {
    "satisfaction.xlsx": lambda: workbook(satisfaction()),
    "untidy.xlsx": lambda: workbook(untidy()),
    "logic.csv": lambda: logic_csv().encode(),
}

if __name__ == "__main__":
    for filename, make in FORMS.items():
        (HERE / filename).write_bytes(make())
