"""Movement: what changed in the open pipeline between two days, over a window of close dates."""

import values
from question import Undefined

ENTRIES = ("new", "reopened", "pulled_in", "pushed_in", "transferred_in")
EXITS = ("won", "lost", "pushed_out", "pulled_out", "transferred_out")
NAMES = ("start", *ENTRIES, "increased", "decreased", *EXITS, "end")


class Movement:
    def __init__(self, t0, t1):
        self.t0, self.t1 = t0, t1
        self.buckets = {name: [] for name in NAMES}  # name: [(deal, amount)]


def of_period(q):
    """From the day before the period to E, over the period."""
    q.require_begun()
    return q.once("movement of the period", lambda: movement(q, q.P.start - 1, q.E))


def of_week(q):
    """From t0 (seven days before A, or --since) to A."""
    return q.once("movement of the week", lambda: movement(q, q.since, q.A))


def movement(q, t0, t1):
    q.require("deals")
    if not q.snapshot.has("deal_history"):
        raise Undefined("deal_history.csv is missing")
    found = Movement(t0, t1)
    for deal in q.snapshot.deals:
        _move(q, deal, t0, t1, found.buckets)
    return found


def _move(q, deal, t0, t1, buckets):
    window = q.P

    def state(day):
        return q.snapshot.state(deal, day)

    def is_in(at):
        return at is not None and at.counts_as_pipeline and window.holds(at.close) and q.deal_passes(deal, at)

    first, last = state(t0), state(t1)
    if last is None:
        return
    days = {t0, t1, deal.created}
    for changes in deal.changes.values():
        days.update(day for day, _, _ in changes)
    days = sorted(day for day in days if t0 <= day <= t1)
    in_states = [at for at in map(state, days) if is_in(at)]
    # A state holds until the next day on which something changes, so the days of changes stand for all days.
    if is_in(first):
        buckets["start"].append((deal, first.value))
    if is_in(last):
        buckets["end"].append((deal, last.value))
    if not in_states:
        closed = (last.is_won or last.is_lost) and window.holds(last.closed) and t0 < last.closed <= t1
        if closed and q.deal_passes(deal, last):
            buckets[_entry(deal, first, t0, window)].append((deal, last.value))
            buckets["won" if last.is_won else "lost"].append((deal, last.value))
        return
    before = in_states[0].value
    if not is_in(first):
        buckets[_entry(deal, first, t0, window)].append((deal, before))
    after = in_states[-1].value
    if not is_in(last):
        name = _exit(q, deal, last, window)
        if name == "won":
            after = last.value
        buckets[name].append((deal, after))
    if after > before:
        buckets["increased"].append((deal, after - before))
    elif after < before:
        buckets["decreased"].append((deal, before - after))


def _entry(deal, first, t0, window):
    if deal.created > t0:
        return "new"
    if first.is_won or first.is_lost:
        return "reopened"
    if first.close is not None and first.close > window.end:
        return "pulled_in"
    if first.close is not None and first.close < window.start:
        return "pushed_in"
    return "transferred_in"


def _exit(q, deal, last, window):
    if not q.deal_passes(deal, last):
        return "transferred_out"
    if last.is_won:
        return "won"
    if last.is_lost:
        return "lost"
    if last.close is not None and last.close > window.end:
        return "pushed_out"
    if last.close is not None and last.close < window.start:
        return "pulled_out"
    return "transferred_out"


def table(q, moved):
    sums = {name: sum(amount for _, amount in moved.buckets[name]) for name in NAMES}
    counts = {name: len(moved.buckets[name]) for name in NAMES}

    def residue(of, with_changes):
        expected = of["start"] + sum(of[name] for name in ENTRIES) - sum(of[name] for name in EXITS)
        if with_changes:
            expected += of["increased"] - of["decreased"]
        return of["end"] - expected

    found = {"from": values.text_of_day(moved.t0), "to": values.text_of_day(moved.t1)}
    for name in NAMES:
        found[name] = {"amount": sums[name], "count": counts[name]}
    found["unexplained"] = {"amount": residue(sums, True), "count": residue(counts, False)}
    return found
