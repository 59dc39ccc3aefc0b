"""The packed worker seals in a real Chromium, drafting while the voter listens."""

from playwright.sync_api import Page

from participation.belenios.ballots import verify_ballot
from participation.belenios.election import Question
from tests.belenios.ceremony import make
from tests.belenios.worker import open_beside

NAMES = [f"Candidate {number}" for number in range(10)]
TEN = Question(NAMES, blank=True, min=1, max=3, question="?")
SEAL = """async ({address, election, code, choices}) => {
  const worker = new Worker(address, { type: "module" });
  const ask = (message) => new Promise((answer, fault) => {
    worker.onmessage = ({ data }) => answer(data);
    worker.onerror = ({ message: text }) => fault(new Error(text || "the worker does not load"));
    worker.postMessage(message);
  });
  const bytes = new TextEncoder().encode(election);
  const answers = [await ask({ id: 1, election: bytes })];
  for (const one of choices) answers.push(await ask({ id: 2, credential: code, choices: [one] }));
  answers.push(await ask({ id: 3, credential: code, choices: [choices[0].map(() => 1)] }));
  worker.terminate();
  return answers;
}"""


def test_the_worker_alone_seals_ballots_that_python_accepts(page: Page) -> None:
    address = open_beside(page)
    made = make("page", voters=1, questions=(TEN,))
    choices = [[1, *[0] * 10], [0, 1, 0, 1, *[0] * 6, 1]]
    ready, *sealed, refused = page.evaluate(
        SEAL,
        {
            "address": address,
            "election": made.election.raw.decode(),
            "code": made.codes[0],
            "choices": choices,
        },
    )
    assert ready == {"id": 1, "ready": True}
    for each in sealed:
        assert verify_ballot(made.election, each["ballot"].encode()).tracker == each["tracker"]
    assert refused == {"id": 3, "refused": "choice"}
