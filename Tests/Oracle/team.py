"""Team, pay and efficiency, and the table of owners."""

from fractions import Fraction

import bookings
import hygiene
import movement
import retention
import values
from answers import Ratio, answer, median_or_undefined, metric, value, value_or_none
from pipeline import cycle_days, marketing_created
from question import Undefined
from sets import L_P, L_T, O, W_P, W_T, sales, total
from snapshot import NONE


def carriers(q):
    """{person: prorated quota} of the people in F, no managers, with quota > 0 in P. With people.csv an id that it
    lacks is nobody; without it every id is a person."""

    def make():
        q.require("quotas")
        found = {}
        for row in q.rows("quotas"):
            known = row["person_id"] in q.snapshot.people or not q.snapshot.has("people")
            if known and bookings.overlaps(q, row) and not q.is_manager(row["person_id"]):
                found[row["person_id"]] = found.get(row["person_id"], 0) + bookings.prorated(q, row)
        return {person: quota for person, quota in found.items() if quota > 0}

    return q.once("carriers", make)


def won_by_person(q, items):
    found = {}
    for item in items:
        found[item.state.owner] = found.get(item.state.owner, 0) + item.amount
    return found


@metric("team.at_quota", "share")
def at_quota(q):
    q.require_begun()
    won, of = won_by_person(q, W_P(q)), carriers(q)
    require_owners(q)
    there = sum(Fraction(won.get(person, 0), quota) / bookings.elapsed_share(q) >= 1 for person, quota in of.items())
    return Ratio(there, len(of))


def require_people(q):
    if not q.snapshot.has("people"):
        raise Undefined("people.csv is missing")


def require_owners(q):
    if not q.snapshot.has_column("deals", "owner_id"):
        raise Undefined("deals.csv has no column owner_id")


@metric("team.attainment_median", "share")
def attainment_median(q):
    won, of = won_by_person(q, W_P(q)), carriers(q)
    require_owners(q)
    return median_or_undefined([Fraction(won.get(person, 0), quota) for person, quota in of.items()])


def employed_days(q, person):
    """Days of p0..E on which the person is employed."""
    row = q.snapshot.people.get(person)
    first, last = q.P.start, q.E
    if row:
        first = max(first, row["hired_date"]) if row["hired_date"] is not None else first
        left = row["left_date"]
        if left is not None and not (q.A < q.snapshot.as_of and left > q.A):
            last = min(last, left - 1)
    return max(0, last - first + 1)


def mean_carriers(q):
    q.require_begun()
    require_people(q)
    days = sum(employed_days(q, person) for person in carriers(q))
    return Fraction(days, q.E - q.P.start + 1)


@metric("team.revenue_per_rep", "money")
def revenue_per_rep(q):
    won = won_by_person(q, W_P(q))
    mean = mean_carriers(q)
    require_owners(q)
    return Ratio(sum(won.get(person, 0) for person in carriers(q)), mean)


@metric("team.activities_per_rep", "count")
def activities_per_rep(q):
    of = carriers(q)
    done = sum(row["person_id"] in of for row in q.rows("activities") if q.in_elapsed(row["date"]))
    return Ratio(done, mean_carriers(q))


def won_days_by_person(q):
    found = {}
    for item in sales(q):
        if item.state.is_won and item.state.closed is not None:
            found.setdefault(item.state.owner, []).append((item.state.closed, item.amount))
    return found


@metric("team.ramp_days", "days")
def ramp_days(q):
    won, lengths = won_days_by_person(q), []
    for person in carriers(q):
        hired = q.snapshot.people.get(person, {}).get("hired_date")
        if hired is None or not q.A - 729 <= hired <= q.A:
            continue
        later = [day for day, _ in won.get(person, []) if day >= hired]
        if later:
            lengths.append(min(later) - hired)
    require_owners(q)
    return median_or_undefined(lengths)


@metric("team.time_to_quota", "days")
def time_to_quota(q):
    won, lengths = won_days_by_person(q), []
    rows = q.rows("quotas")
    require_people(q)
    for person, known in q.snapshot.people.items():
        hired = known["hired_date"]
        if known["role"] == "manager" or hired is None or not q.A - 1094 <= hired <= q.A:
            continue
        reached = []
        for row in rows:
            if row["person_id"] != person or row["end_date"] > q.A:
                continue
            target = row["amount"] if row["full_amount"] is None else row["full_amount"]
            booked = sum(amount for day, amount in won.get(person, []) if row["start_date"] <= day <= row["end_date"])
            if target > 0 and booked >= target:
                reached.append(row["end_date"])
        if reached:
            lengths.append(min(reached) - hired)
    require_owners(q)
    return median_or_undefined(lengths)


@metric("comp.payout_ratio", "share")
def payout_ratio(q):
    paid = budget = 0
    for row in q.rows("payouts"):
        inside = values.overlap(row["start_date"], row["end_date"], q.P.start, q.E)
        if row["budget"] is not None and inside > 0:
            days = row["end_date"] - row["start_date"] + 1
            paid += values.prorate(row["paid"], inside, days)
            budget += values.prorate(row["budget"], inside, days)
    return Ratio(paid, budget)


def costs(q, categories, first, last):
    spent = 0
    for row in q.rows("costs"):
        month = values.month_of(row["month"])
        inside = values.overlap(*month, first, last)
        if row["category"] in categories and inside > 0:
            spent += values.prorate(row["amount"], inside, month[1] - month[0] + 1)
    return spent


@metric("comp.cost_of_sales", "share")
def cost_of_sales(q):
    return Ratio(costs(q, ("sales",), q.P.start, q.E), value(q, "bookings.won"))


def acquisition_costs(q):
    return costs(q, ("sales", "marketing"), q.P.start, q.E)


@metric("efficiency.cac", "money")
def cac(q):
    spent = acquisition_costs(q)
    firsts = {}
    for deal in q.snapshot.deals:
        state = q.snapshot.state(deal, q.A)
        if deal.account is None or state is None or not state.is_won or state.closed is None:
            continue
        firsts.setdefault(deal.account, []).append((state.closed, deal.type))
    logos = 0
    for won in firsts.values():
        first = min(day for day, _ in won)
        if q.P.holds(first) and any(day == first and kind == "new" for day, kind in won):
            logos += 1
    return Ratio(spent, logos)


@metric("efficiency.cac_payback", "months")
def cac_payback(q):
    q.require_begun()
    margin = q.snapshot.manifest.gross_margin
    spent = acquisition_costs(q)
    new = retention.mrr_movement(q)["new"]["amount"]
    if margin is None:
        raise Undefined("the manifest has no gross_margin")
    return Ratio(spent, new * margin)


@metric("efficiency.pipeline_per_spend", "x")
def pipeline_per_spend(q):
    spent = sum(row["amount"] for row in q.rows("spend") if q.in_elapsed(row["date"]))
    return Ratio(marketing_created(q), spent)


@metric("efficiency.stack_share", "share")
def stack_share(q):
    return Ratio(costs(q, ("tools",), *q.T), value(q, "retention.arr"))


# -- the table of owners


def owners(q):
    q.require("deals")
    require_owners(q)
    found = set()
    for items in (O(q), W_P(q), L_P(q), W_T(q), L_T(q)):
        found.update(q.person_value(item.state.owner, "owner") for item in items)
    try:
        for row in q.rows("quotas"):
            if bookings.overlaps(q, row):
                found.add(q.person_value(row["person_id"], "owner"))
    except Undefined:
        pass
    rows = []
    for owner in sorted(found, key=lambda text: text.encode()):
        one = q.narrowed(owner)
        known = q.snapshot.people.get(owner)
        days, _ = cycle_days(W_T(one))
        try:
            activities = sum(q.in_elapsed(row["date"]) for row in one.rows("activities"))
        except Undefined:
            activities = None
        rows.append({
            "owner": owner,
            "name": known["name"] if known else None,
            "quota": value_or_none(one, "bookings.quota"),
            "won": value_or_none(one, "bookings.won"),
            "attainment": value_or_none(one, "bookings.attainment"),
            "open": value_or_none(one, "pipeline.open"),
            "weighted": value_or_none(one, "pipeline.weighted"),
            "coverage": value_or_none(one, "pipeline.coverage"),
            "win_rate": value_or_none(one, "win_rate.trailing"),
            "cycle_median": values.median(days),
            "pushed": value_or_none(one, "pipeline.pushed"),
            "past_due": value_or_none(one, "pipeline.past_due"),
            "activities": activities,
            "hygiene": value_or_none(one, "hygiene.score"),
        })
    return rows
