"""The same form fifty times at once over HTTP: one effect, the same answer for each sending."""

import http.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

from sqlalchemy import func, select

from participation.accounts.models import User
from participation.accounts.rules.powers import Role
from tests.application import Served
from tests.attacks.pages import forms_of
from tests.builders import looking_in
from tests.journeys.records import list_comments, list_responses, survey_of, survey_path, town_of
from tests.journeys.visitors import LOCAL, client_as, cookies_of

TIMES, AT_ONCE = 50, 16
NEWCOMER = {"name": "Yonas T.", "email": "yonas@rive.example"}


def send_often(
    served: Served, path: str, fields: dict[str, str], cookies: str
) -> Counter[tuple[int, str]]:
    """Send the same form many times; count the answers by status and address."""
    body, host = urlencode(fields), urlsplit(served.url).netloc
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}

    def send(_number: int) -> tuple[int, str]:
        connection = http.client.HTTPConnection(host, timeout=120)
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(send, range(TIMES)))


def test_fifty_sendings_of_one_questionnaire_are_one_response(server: Served) -> None:
    survey, path = survey_of(server), survey_path(server)
    before, comments = list_responses(server, survey), len(list_comments(server, survey))
    client = client_as(server, "stranger")
    for number, sent in ((1, {"q1": "4"}), (14, {"q14": "Une seule fois."})):
        place = f"{path}/questions/{number}"
        (sheet,) = forms_of(client.get(place, base_url=LOCAL).text, place)
        token = next(field.value for field in sheet.fields if field.name == "csrf_token")
        data = {"csrf_token": token, **sent}
        assert client.post(sheet.action, data=data, base_url=LOCAL).status_code == 303
    page = client.get(f"{path}/review", base_url=LOCAL)
    sheet = next(one for one in forms_of(page.text, path) if one.action.endswith("/send"))
    fields = {field.name: field.value for field in sheet.fields}
    held = "; ".join(f"{name}={value}" for name, value, _path in cookies_of(server, client))
    answers = send_often(server, sheet.action, fields, held)
    assert answers == {(303, f"{path}/thanks"): TIMES}
    after = list_responses(server, survey)
    assert len(after) == len(before) + 1
    assert len(list_comments(server, survey)) == comments + 1


def test_fifty_sendings_of_a_form_of_staff_are_one_deed(server: Served) -> None:
    client = client_as(server, Role.MANAGER.value)
    path = "/rive/people/new"
    page = client.get(path, base_url=LOCAL)
    sheet = next(one for one in forms_of(page.text, path) if "name" in one.names())
    fields = {field.name: field.value for field in sheet.fields} | NEWCOMER
    held = "; ".join(f"{name}={value}" for name, value, _path in cookies_of(server, client))
    answers = send_often(server, sheet.action, fields, held)
    assert {status for status, _place in answers} == {303}
    with looking_in(server.engine, town_of(server)) as session:
        same = select(func.count(User.id)).where(User.name == "Yonas T.")
        assert session.scalar(same) == 1
