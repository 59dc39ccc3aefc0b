"""What sealing one ballot takes in a real Chromium, by the worker that booths and phones run."""

import statistics
from typing import Any

from playwright.sync_api import sync_playwright

from tests.belenios.worker import open_beside
from tests.bench.ballots import make_vote
from tests.bench.figures import Figures
from tests.browser import FLAGS

WARM, SEALED = 3, 30
TIMES = """async ({address, election, code, choice, warm, sealed}) => {
  const worker = new Worker(address, { type: "module" });
  const ask = (message) => new Promise((answer, fault) => {
    worker.onmessage = ({ data }) => (data.refused ? fault(new Error(data.refused)) : answer(data));
    worker.onerror = ({ message: text }) => fault(new Error(text || "the worker does not load"));
    worker.postMessage({ id: 1, ...message });
  });
  const bytes = new TextEncoder().encode(election);
  const ballot = { credential: code, choices: [choice] };
  const timed = async (message) => {
    const began = performance.now();
    await ask(message);
    return performance.now() - began;
  };
  const whole = [], drafted = [];
  await ask({ election: bytes });
  await ask(ballot);
  for (let done = 0; done < warm + sealed; done += 1) {
    whole.push(await timed(ballot));
    await ask({ election: bytes });
    drafted.push(await timed(ballot));
  }
  worker.terminate();
  return [whole.slice(warm), drafted.slice(warm)];
}"""
"""Seals again and again, in turns: all at once, and what was drafted while the voter listened."""


def measure(chromium: str, answers: int) -> Figures:
    """Give the medians, in milliseconds, of ballots of so many candidates and a blank vote."""
    made = make_vote(1, answers)
    asked: dict[str, Any] = {
        "election": made.election.raw.decode(),
        "code": made.codes[0],
        "choice": [0, 1, *[0] * (answers - 1)],
        "warm": WARM,
        "sealed": SEALED,
    }
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page()
        asked["address"] = open_beside(page)
        whole, drafted = page.evaluate(TIMES, asked)
        browser.close()
    return {
        "seal_ms": statistics.median(whole),
        "seal_drafted_ms": statistics.median(drafted),
    }
