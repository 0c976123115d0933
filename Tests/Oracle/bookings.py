"""Bookings and quota, and the part of the forecast that is counted and not estimated."""

from fractions import Fraction

import values
from answers import Ratio, metric, value
from question import Undefined
from sets import L_P, O_P, W_P, total


@metric("bookings.won", "money")
def won(q):
    return total(W_P(q))


@metric("bookings.count", "count")
def count(q):
    return len(W_P(q))


@metric("bookings.lost", "money")
def lost(q):
    return total(L_P(q))


def overlaps(q, row):
    return values.overlap(row["start_date"], row["end_date"], q.P.start, q.P.end) > 0


def counted_quota_rows(q):
    """The quota rows in F that overlap P and count: those of managers only when nobody else has one."""

    def make():
        q.require("quotas")
        rows = [row for row in q.snapshot.table_at("quotas", q.A) if overlaps(q, row)]
        of_people = [row for row in rows if q.passes_owner_and_team("quotas", row)]
        in_filter = [row for row in of_people if q.passes("quotas", row)]
        if any(not q.is_manager(row["person_id"]) for row in of_people):
            return [row for row in in_filter if not q.is_manager(row["person_id"])]
        holders = {row["person_id"] for row in of_people}
        return [row for row in in_filter if not holders.intersection(q.managers_above(row["person_id"]))]

    return q.once("quota rows", make)


def prorated(q, row):
    inside = values.overlap(row["start_date"], row["end_date"], q.P.start, q.P.end)
    return values.prorate(row["amount"], inside, row["end_date"] - row["start_date"] + 1)


@metric("bookings.quota", "money")
def quota(q):
    rows = counted_quota_rows(q)
    if not rows:
        raise Undefined("no quota")
    return sum(prorated(q, row) for row in rows)


@metric("bookings.attainment", "share")
def attainment(q):
    return Ratio(value(q, "bookings.won"), value(q, "bookings.quota"))


def elapsed_share(q):
    return Fraction(q.E - q.P.start + 1, q.P.days)


@metric("bookings.pace", "x")
def pace(q):
    q.require_begun()
    return value(q, "bookings.attainment") / elapsed_share(q)


@metric("bookings.gap", "money")
def gap(q):
    return value(q, "bookings.quota") - value(q, "bookings.won")


@metric("bookings.expansion_share", "share")
def expansion_share(q):
    expansion = sum(item.amount for item in W_P(q) if item.deal.type == "expansion")
    new = sum(item.amount for item in W_P(q) if item.deal.type == "new")
    return Ratio(expansion, expansion + new)


# -- forecast


def in_category(q, category):
    return sum(item.amount for item in O_P(q) if item.state.category == category)


@metric("forecast.commit", "money")
def commit(q):
    return value(q, "bookings.won") + in_category(q, "commit")


@metric("forecast.best_case", "money")
def best_case(q):
    return commit(q) + in_category(q, "best_case")


@metric("forecast.upside", "money")
def upside(q):
    return best_case(q) + in_category(q, "pipeline")


@metric("forecast.call", "money")
def call(q):
    latest = {}
    for row in q.rows("calls"):
        if row["period_start"] == q.P.start and row["category"] == "call" and row["submitted_date"] <= q.A:
            held = latest.get(row["person_id"])
            if held is None or row["submitted_date"] >= held["submitted_date"]:
                latest[row["person_id"]] = row
    callers = [person for person in latest if not q.is_manager(person)]
    if not callers:
        callers = [person for person in latest if not set(latest).intersection(q.managers_above(person))]
    if not callers:
        raise Undefined("nobody has submitted a call")
    return sum(latest[person]["amount"] for person in callers)
