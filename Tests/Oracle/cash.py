"""Closed-won to cash."""

from fractions import Fraction

import values
from answers import Extra, Ratio, median_or_undefined, metric, value
from question import Undefined
from sets import W_T, total


def need(q, table):
    """A table that is only looked into through an id."""
    if not q.snapshot.has(table):
        raise Undefined(f"{table}.csv is missing")
    return q.snapshot.table_at(table, q.A)


def first_invoices(q):
    """[(item of W(T), day of its first invoice up to A, or None)]."""

    def make():
        of_deal, of_account = {}, {}
        for row in need(q, "invoices"):
            if row["issued_date"] > q.A:
                continue
            if row["deal_id"] is not None:
                of_deal.setdefault(row["deal_id"], []).append(row["issued_date"])
            else:
                of_account.setdefault(row["account_id"], []).append(row["issued_date"])
        found = []
        for item in W_T(q):
            days = list(of_deal.get(item.deal.id, []))
            if item.deal.account is not None:
                days += [day for day in of_account.get(item.deal.account, []) if day >= item.state.closed]
            found.append((item, min(days, default=None)))
        return found

    return q.once("first invoices", make)


@metric("cash.invoicing_lag", "days")
def invoicing_lag(q):
    return median_or_undefined([day - item.state.closed for item, day in first_invoices(q) if day is not None])


@metric("cash.closed_to_live", "days")
def closed_to_live(q):
    starts = {}
    for row in need(q, "subscriptions"):
        if row["deal_id"] is not None and row["start_date"] <= q.A:
            held = starts.get(row["deal_id"])
            starts[row["deal_id"]] = row["start_date"] if held is None else min(held, row["start_date"])
    return median_or_undefined([starts[item.deal.id] - item.state.closed for item in W_T(q) if item.deal.id in starts])


@metric("cash.unbilled", "money")
def unbilled(q):
    return total([item for item, day in first_invoices(q) if day is None and item.state.closed < q.A - 30])


@metric("cash.mismatch", "money")
def mismatch(q):
    contracted = {}
    for row in need(q, "contracts"):
        if row["deal_id"] is not None:
            contracted[row["deal_id"]] = contracted.get(row["deal_id"], 0) + row["annual_value"]
    money = count = 0
    for item in W_T(q):
        if item.deal.id not in contracted:
            continue
        months = item.deal.row["term_months"]
        if months is None or months < 1:
            months = 12
        annual = contracted[item.deal.id]
        difference = abs(values.half_even(Fraction(item.amount * 12, months)) - annual)
        if difference > max(Fraction(100), Fraction(annual * 5, 1000)):
            money += difference
            count += 1
    return Extra(money, count=count)


class Expectation:
    """What a contract should have been invoiced by E, and what it has been."""

    def __init__(self, q, row):
        self.row = row
        self.first = max(row["start_date"], row["billing_start_date"] if row["billing_start_date"] is not None else row["start_date"])
        self.last = min(q.E - 31, row["end_date"])
        self.days = max(0, self.last - self.first + 1)
        self.expected = values.half_even(Fraction(row["annual_value"] * self.days, 365))
        self.invoiced = 0

    def takes(self, q, invoice):
        return self.days > 0 and self.first - 31 <= invoice["issued_date"] <= q.E


def _hand_out(q, invoice, group, to_one):
    """The only contract of a deal takes its invoices whole; several take turns, each up to what it expects; what
    was credited beyond the invoice goes back from the first."""
    left = net(invoice)
    for one in group:
        if not one.takes(q, invoice):
            continue
        part = left if to_one or left < 0 else min(left, max(0, one.expected - one.invoiced))
        one.invoiced += part
        left -= part
        if left == 0:
            break


def expectations(q):
    def make():
        contracts = [Expectation(q, row) for row in q.snapshot.table_at("contracts", q.A)]
        contracts.sort(key=lambda one: (one.row["start_date"], one.row["#"]))
        of_deal, of_account = {}, {}
        for one in contracts:
            if one.row["deal_id"] is not None:
                of_deal.setdefault(one.row["deal_id"], []).append(one)
            of_account.setdefault(one.row["account_id"], []).append(one)
        recurring = [row for row in need(q, "invoices") if row["kind"] in (None, "recurring")]
        recurring.sort(key=lambda row: (row["issued_date"], row["#"]))
        for with_deal in (True, False):
            for row in recurring:
                if (row["deal_id"] is not None) is with_deal:
                    group = of_deal.get(row["deal_id"], []) if with_deal else of_account.get(row["account_id"], [])
                    _hand_out(q, row, group, with_deal and len(group) == 1)
        return contracts

    return q.once("expectations", make)


@metric("cash.leakage", "money")
def leakage(q):
    q.require("contracts", "invoices")
    return sum(
        max(0, one.expected - one.invoiced)
        for one in expectations(q)
        if q.passes("contracts", one.row) and values.overlap(one.row["start_date"], one.row["end_date"], *q.T) > 0
    )


@metric("cash.leakage_share", "share")
def leakage_share(q):
    return Ratio(value(q, "cash.leakage"), value(q, "retention.arr"))


def net(row):
    return row["amount"] - (row["credited"] or 0)


def is_unpaid(q, row):
    return row["issued_date"] <= q.A and (row["paid_date"] is None or row["paid_date"] > q.A)


@metric("cash.overdue", "money")
def overdue(q):
    return sum(net(row) for row in q.rows("invoices")
               if is_unpaid(q, row) and row["due_date"] is not None and row["due_date"] < q.A)


@metric("cash.dso", "days")
def dso(q):
    unpaid = sum(net(row) for row in q.rows("invoices") if is_unpaid(q, row))
    invoiced = sum(net(row) for row in q.rows("invoices") if q.A - 89 <= row["issued_date"] <= q.A)
    return Ratio(unpaid * 90, invoiced)
