"""Pipeline health, the stage table, aging and the deals created by week."""

from fractions import Fraction

import movement
import values
from answers import Extra, Ratio, median_or_undefined, metric, value
from question import Undefined
from sets import C, C_P, L_P, L_T, O, O_P, W_P, W_T, inside, sales, total


@metric("pipeline.open", "money")
def open_pipeline(q):
    return total(O_P(q))


@metric("pipeline.open_count", "count")
def open_count(q):
    return len(O_P(q))


@metric("pipeline.open_all", "money")
def open_all(q):
    return total(O(q))


@metric("pipeline.open_all_count", "count")
def open_all_count(q):
    return len(O(q))


@metric("pipeline.weighted", "money")
def weighted(q):
    items = O_P(q)
    if items and all(item.state.probability is None for item in items):
        raise Undefined("no deal and no stage has a probability")
    return sum(values.times_share(item.amount, item.state.probability or 0) for item in items)


@metric("pipeline.average_open", "money")
def average_open(q):
    return Ratio(total(O_P(q)), len(O_P(q)))


@metric("pipeline.coverage", "x")
def coverage(q):
    quota, won, open_money = value(q, "bookings.quota"), total(W_P(q)), total(O_P(q))
    if won >= quota:
        raise Undefined("quota met")
    return Ratio(open_money, quota - won)


@metric("pipeline.coverage_full", "x")
def coverage_full(q):
    return Ratio(value(q, "pipeline.open"), value(q, "bookings.quota"))


@metric("pipeline.velocity", "money/day")
def velocity(q):
    won = W_T(q)
    days, _ = cycle_days(won)
    if not won or not days:
        raise Undefined("nothing was won")
    mean_cycle = max(Fraction(1), Fraction(sum(days), len(days)))
    return len(O(q)) * value(q, "win_rate.trailing") * Fraction(total(won), len(won)) / mean_cycle


@metric("pipeline.created", "money")
def created(q):
    return total(C_P(q))


@metric("pipeline.created_count", "count")
def created_count(q):
    return len(C_P(q))


def marketing_created(q):
    sources = q.snapshot.manifest.marketing_sources
    if sources is None:
        raise Undefined("the manifest has no marketing_sources")
    if not q.snapshot.has_column("deals", "source"):
        raise Undefined("deals.csv has no column source")
    return sum(item.amount for item in C_P(q) if item.deal.row["source"] in sources)


@metric("pipeline.marketing_sourced", "share")
def marketing_sourced(q):
    return Ratio(marketing_created(q), total(C_P(q)))


@metric("pipeline.past_due", "money")
def past_due(q):
    return sum(item.amount for item in O(q) if item.state.close is not None and item.state.close < q.A)


@metric("pipeline.before_period", "money")
def before_period(q):
    return sum(item.amount for item in O(q) if item.state.close is not None and item.state.close < q.P.start)


@metric("pipeline.stale_share", "share")
def stale_share(q):
    snapshot = q.snapshot
    items = O(q)
    if not snapshot.has("deal_history") and not snapshot.activities_are_known():
        raise Undefined("neither deal_history.csv nor activities are known")

    def touched(deal):
        days = [deal.created]
        for field in ("stage", "amount", "close_date"):
            days += [day for day, _, _ in deal.changes.get(field, []) if day <= q.A]
        activity = snapshot.last_activity(deal, q.A)
        return max(days if activity is None else [*days, activity])

    return Ratio(sum(item.amount for item in items if q.A - touched(item.deal) > 90), total(items))


@metric("pipeline.pushed", "money")
def pushed(q):
    return sum(amount for _, amount in movement.of_period(q).buckets["pushed_out"])


@metric("pipeline.push_rate", "share")
def push_rate(q):
    moved = movement.of_period(q)
    entries = sum(len(moved.buckets[name]) for name in movement.ENTRIES)
    return Ratio(len(moved.buckets["pushed_out"]), len(moved.buckets["start"]) + entries)


@metric("win_rate.count", "share")
def win_rate_count(q):
    return Ratio(len(W_P(q)), len(W_P(q)) + len(L_P(q)))


@metric("win_rate.value", "share")
def win_rate_value(q):
    return Ratio(total(W_P(q)), total(W_P(q)) + total(L_P(q)))


@metric("win_rate.trailing", "share")
def win_rate_trailing(q):
    return Ratio(len(W_T(q)), len(W_T(q)) + len(L_T(q)))


@metric("win_rate.cohort", "share")
def win_rate_cohort(q):
    cohort = C(q, q.T)
    return Ratio(sum(item.state.is_won for item in cohort), len(cohort))


@metric("deal.average_won", "money")
def average_won(q):
    return Ratio(total(W_P(q)), len(W_P(q)))


@metric("deal.median_won", "money")
def median_won(q):
    return median_or_undefined([item.amount for item in W_P(q)])


def cycle_days(items):
    """Days from creation to closing, and how many deals closed before they were created (left out)."""
    days = [item.state.closed - item.deal.created for item in items]
    kept = [length for length in days if length >= 0]
    return kept, len(days) - len(kept)


@metric("cycle.mean", "days")
def cycle_mean(q):
    days, excluded = cycle_days(W_P(q))
    if not days:
        raise Undefined("nothing was won")
    return Extra(Fraction(sum(days), len(days)), excluded=excluded)


@metric("cycle.median", "days")
def cycle_median(q):
    days, excluded = cycle_days(W_P(q))
    if not days:
        raise Undefined("nothing was won")
    return Extra(values.median(days), excluded=excluded)


# -- tables


def stages(q):
    snapshot = q.snapshot
    in_period, everything = O_P(q), O(q)
    has_history = snapshot.has("deal_history")
    trails = {}
    if has_history:
        for item in sales(q):
            named = snapshot.trail(item.deal, q.A)
            trails[item.deal.id] = [(day, snapshot.stage_of(item.deal.row["pipeline"], name)) for day, name in named]
    rows = []
    for stage in sorted((s for s in snapshot.stages if s.is_open),
                        key=lambda s: ((s.pipeline or "").encode(), s.position, s.order)):
        here = [item for item in in_period if item.state.stage is stage]
        row = {"stage": stage.name, "pipeline": stage.pipeline, "position": stage.position, "count": len(here),
               "amount": total(here)}
        columns = ("entered", "advanced", "lost", "open", "conversion", "median_days", "median_age")
        row.update(dict.fromkeys(columns))
        if has_history:
            row.update(_stage_flow(q, stage, trails, [item for item in everything if item.state.stage is stage]))
        row["bottleneck"] = False if has_history else None
        rows.append(row)
    candidates = [row for row in rows if row["advanced"] is not None and row["advanced"] + row["lost"] >= 20]
    if candidates:
        min(candidates, key=lambda row: row["conversion"])["bottleneck"] = True
    return rows


def _stage_flow(q, stage, trails, open_here):
    entered = advanced = lost = still_open = 0
    stays, ages = [], []
    for item in sales(q):
        trail = trails[item.deal.id]
        first = next((index for index, (_, entry) in enumerate(trail) if entry is stage), None)
        if first is None:
            continue
        day = trail[first][0]
        if first + 1 < len(trail) and q.in_T(trail[first + 1][0]):
            stays.append(trail[first + 1][0] - day)
        if not q.in_T(day):
            continue
        entered += 1
        further = any(
            later is not None and (later.outcome == "won" or is_further(later, stage))
            for _, later in trail[first + 1 :]
        )
        if further:
            advanced += 1
        elif item.state.is_lost:
            lost += 1
        elif item.state.is_open:  # a deal in no known stage is neither open, won nor lost
            still_open += 1
    for item in open_here:
        ages.append(q.A - trails[item.deal.id][-1][0])
    conversion = Fraction(advanced, advanced + lost) if advanced + lost else None
    return {"entered": entered, "advanced": advanced, "lost": lost, "open": still_open,
            "conversion": conversion, "median_days": values.median(stays), "median_age": values.median(ages)}


def is_further(later, stage):
    """An open stage of higher position; positions are compared inside one pipeline."""
    return later.is_open and later.pipeline == stage.pipeline and later.position > stage.position


AGES = (("0-30", 0, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("91-180", 91, 180), ("181-365", 181, 365),
        ("over 365", 366, 10**9))


def aging(q):
    rows = []
    for name, youngest, oldest in AGES:
        items = [item for item in O(q) if youngest <= q.A - item.deal.created <= oldest]
        rows.append({"bucket": name, "count": len(items), "amount": total(items)})
    return rows


def created_weekly(q):
    monday = q.A - (q.A - 1) % 7  # ordinal 1 is a Monday
    rows = []
    for back in range(25, -1, -1):
        first = monday - 7 * back
        items = C(q, (first, first + 6))
        rows.append({"week": values.text_of_day(first), "count": len(items), "amount": total(items)})
    return rows
