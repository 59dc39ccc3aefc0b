"""What peer help costs: calendars, free times, bookings at once, rosters beside the greedy one."""

from tests.bench import calendars, peers_booking, peers_times, rosters


def main(words: list[str]) -> int:
    """Measure rosters alone when words choose among them, and everything without such a word.

    `--rosters DIR` adds the published ones of a folder to everything.
    """
    if any(word.startswith("-") and not word.startswith("--rosters") for word in words):
        return rosters.main(words)
    calendars.main()
    peers_times.run()
    held = peers_booking.main()
    return rosters.main(words) or not held
