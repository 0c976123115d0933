"""Retention, renewals and onboarding."""

from fractions import Fraction
from decimal import Decimal, getcontext

import datetime

import values
from answers import Ratio, median_or_undefined, metric, value
from question import Undefined
from sets import W_T

getcontext().prec = 60


class Accounts:
    """The monthly recurring revenue of every account in F on any day."""

    def __init__(self, rows):
        self.rows = {}
        for row in rows:
            self.rows.setdefault(row["account_id"], []).append(row)
        self.days = {}

    def mrr(self, day):
        """{account: mrr(c, day)}, of all accounts with a subscription row."""
        if day not in self.days:
            self.days[day] = {account: self.of(account, day) for account in self.rows}
        return self.days[day]

    def of(self, account, day):
        return max(0, sum(row["mrr"] for row in self.rows[account] if in_service(row, day)))

    def ever_before(self, account, day):
        """Whether the account had MRR on some day before `day`."""
        starts = {row["start_date"] for row in self.rows[account]}
        ends = {row["end_date"] for row in self.rows[account] if row["end_date"] is not None}
        return any(self.of(account, d) > 0 for d in starts | ends if d < day)


def in_service(row, day):
    return row["start_date"] <= day and (row["end_date"] is None or day < row["end_date"])


def accounts(q):
    return q.once("accounts with subscriptions", lambda: Accounts(q.rows("subscriptions")))


@metric("retention.mrr", "money")
def mrr(q):
    return sum(accounts(q).mrr(q.E).values())


@metric("retention.arr", "money")
def arr(q):
    return 12 * mrr(q)


@metric("retention.customers", "count")
def customers(q):
    return sum(amount > 0 for amount in accounts(q).mrr(q.E).values())


def cohort(q, day):
    """[(mrr a year before `day`, mrr at `day`)] of the accounts that had MRR a year before."""
    then, now = accounts(q).mrr(day - 365), accounts(q).mrr(day)
    return [(then[account], now[account]) for account in then if then[account] > 0]


def nrr_on(q, day):
    return Ratio(sum(now for _, now in cohort(q, day)), sum(then for then, _ in cohort(q, day)))


def grr_on(q, day):
    return Ratio(sum(min(pair) for pair in cohort(q, day)), sum(then for then, _ in cohort(q, day)))


@metric("retention.nrr", "share")
def nrr(q):
    return nrr_on(q, q.E)


@metric("retention.grr", "share")
def grr(q):
    return grr_on(q, q.E)


@metric("retention.logo_churn", "share")
def logo_churn(q):
    pairs = cohort(q, q.E)
    return Ratio(sum(now == 0 for _, now in pairs), len(pairs))


@metric("retention.mrr_churn", "share")
def mrr_churn(q):
    q.require_begun()
    moved = mrr_movement(q)
    return Ratio(moved["churn"]["amount"] + moved["contraction"]["amount"], moved["start"]["amount"])


@metric("retention.arpc", "money/month")
def arpc(q):
    return Ratio(mrr(q), customers(q))


@metric("retention.lifetime_value", "money")
def lifetime_value(q):
    margin = q.snapshot.manifest.gross_margin
    if margin is None:
        raise Undefined("the manifest has no gross_margin")
    churn = value(q, "retention.logo_churn")
    months = Fraction(60)
    if churn > 0:
        kept = 1 - churn
        root = Decimal(0)
        if kept > 0:
            root = (Decimal(kept.numerator) / Decimal(kept.denominator)) ** (Decimal(1) / Decimal(12))
        monthly = 1 - Fraction(root)
        months = min(months, 1 / monthly)
    return value(q, "retention.arpc") * margin * months


@metric("retention.scheduled_churn", "money/month")
def scheduled_churn(q):
    now, later = accounts(q).mrr(q.E), accounts(q).mrr(q.E + 90)
    return sum(amount for account, amount in now.items() if amount > 0 and later[account] == 0)


# -- renewals


def share_out(money, weights):
    """Parts of `money` in proportion to weights, each rounded once; one holder has it all."""
    if len(weights) == 1:
        return [money]
    whole = sum(weights)
    return [values.half_even(Fraction(money * weight, whole)) if whole else 0 for weight in weights]


class Renewal:
    """A contract with its renewal deal at A and the part of that deal's amount that is its own."""

    def __init__(self, contract, deal, state, part):
        self.contract, self.deal, self.state, self.part = contract, deal, state, part

    @property
    def is_uncovered(self):
        return self.state is None or self.state.stage is None or self.state.is_lost


def renewals(q):
    """Of every contract in F; the type filter does not matter."""

    def make():
        q.require("contracts", ignoring=("type",))
        by_deal = {}
        for row in q.snapshot.table_at("contracts", q.A):
            by_deal.setdefault(row["renewal_deal_id"], []).append(row)
        found = []
        for row in q.snapshot.table_at("contracts", q.A):
            if not q.passes("contracts", row, ignoring=("type",)):
                continue
            deal = q.snapshot.deal_by_id.get(row["renewal_deal_id"])
            state = q.snapshot.state(deal, q.A) if deal else None
            part = 0
            if state:
                sharers = by_deal[deal.id]
                parts = share_out(state.value, [sharer["annual_value"] for sharer in sharers])
                part = parts[[sharer["#"] for sharer in sharers].index(row["#"])]
            found.append(Renewal(row, deal, state, part))
        return found

    return q.once("renewals", make)


def due(q):
    return [renewal for renewal in renewals(q) if q.P.holds(renewal.contract["end_date"])]


def annual(found):
    return sum(renewal.contract["annual_value"] for renewal in found)


@metric("renewals.due", "money")
def renewals_due(q):
    return annual(due(q))


@metric("renewals.coverage", "share")
def renewals_coverage(q):
    worked = [renewal for renewal in due(q) if renewal.state and (renewal.state.is_open or renewal.state.is_won)]
    return Ratio(sum(renewal.part for renewal in worked), annual(due(q)))


@metric("renewals.uncovered", "money")
def renewals_uncovered(q):
    return annual([renewal for renewal in due(q) if renewal.is_uncovered])


def ended(q):
    return [renewal for renewal in due(q) if renewal.contract["end_date"] <= q.E]


@metric("renewals.gross_rate", "share")
def gross_rate(q):
    renewed = sum(min(renewal.part, renewal.contract["annual_value"])
                  for renewal in ended(q) if renewal.state and renewal.state.is_won)
    return Ratio(renewed, annual(ended(q)))


@metric("renewals.on_time", "share")
def on_time(q):
    in_time = sum(1 for renewal in ended(q) if renewal.state and renewal.state.is_won
                  and renewal.state.closed is not None and renewal.state.closed <= renewal.contract["end_date"])
    return Ratio(in_time, len(ended(q)))


# -- onboarding


@metric("onboarding.time_to_value", "days")
def time_to_value(q):
    lengths = []
    for row in q.rows("onboarding"):
        first = row["first_value_date"]
        if not q.P.holds(first) or first > q.A:
            continue
        deal = q.snapshot.deal_by_id.get(row["deal_id"])
        state = q.snapshot.state(deal, q.A) if deal else None
        start = state.closed if state and state.closed is not None else row["kickoff_date"]
        if start is not None:
            lengths.append(first - start)
    return median_or_undefined(lengths)


@metric("onboarding.not_started", "count")
def not_started(q):
    if not q.snapshot.has("onboarding"):
        raise Undefined("onboarding.csv is missing")
    known = {row["account_id"] for row in q.snapshot.table_at("onboarding", q.A)}
    return sum(1 for item in W_T(q)
               if item.deal.type == "new" and item.state.closed <= q.A - 14 and item.deal.account not in known)


# -- tables


def mrr_movement(q):
    q.require_begun()
    start, end = q.P.start - 1, q.E
    all_accounts = accounts(q)
    names = ("start", "new", "reactivation", "expansion", "contraction", "churn", "end")
    found = {name: {"amount": 0, "count": 0} for name in names}

    def add(name, amount):
        found[name]["amount"] += amount
        found[name]["count"] += 1

    before, after = all_accounts.mrr(start), all_accounts.mrr(end)
    for account in before:
        s, e = before[account], after[account]
        if s > 0:
            add("start", s)
        if e > 0:
            add("end", e)
        if s == 0 and e > 0:
            add("reactivation" if all_accounts.ever_before(account, start) else "new", e)
        elif s > 0 and e == 0:
            add("churn", s)
        elif e > s:
            add("expansion", e - s)
        elif e < s:
            add("contraction", s - e)
    return {"from": values.text_of_day(start), "to": values.text_of_day(end), **found}


def retention_monthly(q):
    all_accounts = accounts(q)
    ends = []
    last = values.month_of(q.E)[1]
    if last > q.E:
        last = values.month_of(q.E)[0] - 1
    while len(ends) < 12:
        ends.append(last)
        last = values.month_of(last)[0] - 1
    rows = []
    for end in reversed(ends):

        def or_none(function):
            try:
                return function(q, end).value
            except Undefined:
                return None

        rows.append({"month": values.text_of_day(end)[:7], "day": values.text_of_day(end), "nrr": or_none(nrr_on),
                     "grr": or_none(grr_on), "mrr": sum(all_accounts.mrr(end).values())})
    return rows
