"""Who passes the doors of the editor of questionnaires, written by hand."""

from participation.foundation.permissions import Permission as P  # noqa: N817

EDITOR: dict[str, str | P] = {
    "questionnaires.arrange": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.ask": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.condition": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.create": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.edit": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.formula": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.gather": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.group": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.keep": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.pick": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.preview": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.preview_sheet": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.question": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.rehearse": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.rehearse_answer": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.rehearse_question": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.rehearse_review": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.rehearse_step": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.take": P.QUESTIONNAIRE_MANAGE,
    "questionnaires.title": P.QUESTIONNAIRE_MANAGE,
}
