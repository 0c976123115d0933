"""A question: filters, period and as-of day; which rows of which table it selects."""

import datetime
import re

import values
from snapshot import NONE

DIMENSIONS = ("segment", "region", "owner", "team", "product", "source", "type")


class Undefined(Exception):
    """A number that cannot be known, with the reason."""


class Period:
    def __init__(self, start, end, label, before):
        self.start, self.end, self.label = start, end, label
        self.before = before  # (start, end) of the period before

    @property
    def days(self):
        return self.end - self.start + 1

    def holds(self, day):
        return day is not None and self.start <= day <= self.end


def quarter(year, number, fiscal_start):
    first, last = _months(year, 3 * (number - 1), 3, fiscal_start)
    before = _months(year, 3 * (number - 2), 3, fiscal_start)
    return Period(first, last, f"FY{year}-Q{number}", before)


def fiscal_year(year, fiscal_start):
    first, last = _months(year, 0, 12, fiscal_start)
    return Period(first, last, f"FY{year}", _months(year, -12, 12, fiscal_start))


def _months(year, offset, count, fiscal_start):
    """First and last day of `count` months, `offset` months into a fiscal year named by where it ends."""
    opening = (year if fiscal_start == 1 else year - 1) * 12 + fiscal_start - 1 + offset
    return _first(opening), _first(opening + count) - 1


def _first(month_number):
    return datetime.date(month_number // 12, month_number % 12 + 1, 1).toordinal()


def parse_period(text, fiscal_start):
    match = re.fullmatch(r"(?:FY)?(\d{4})-Q([1-4])", text)
    if match:
        return quarter(int(match[1]), int(match[2]), fiscal_start)
    match = re.fullmatch(r"(?:FY)?(\d{4})", text)
    if match:
        return fiscal_year(int(match[1]), fiscal_start)
    start, end = (values.day(part) for part in text.split(".."))
    if end < start:
        raise ValueError("the range ends before it begins")
    return Period(start, end, text, (start - (end - start + 1), start - 1))


def quarter_of(day, fiscal_start):
    date = datetime.date.fromordinal(day)
    for year in (date.year, date.year + 1):
        for number in (1, 2, 3, 4):
            period = quarter(year, number, fiscal_start)
            if period.holds(day):
                return period
    raise ValueError("no quarter holds the day")


class Question:
    def __init__(self, snapshot, as_of=None, period=None, filters=None, since=None):
        self.snapshot = snapshot
        self.A = snapshot.as_of if as_of is None else as_of
        fiscal_start = snapshot.manifest.fiscal_start
        self.P = parse_period(period, fiscal_start) if period else quarter_of(self.A, fiscal_start)
        self.filters = {key: list(chosen) for key, chosen in (filters or {}).items() if chosen}
        self.since = self.A - 7 if since is None else since
        self.E = min(self.A, self.P.end)
        self.T = (self.E - 364, self.E)
        self._cache = {}

    def narrowed(self, owner):
        """The same question about one owner."""
        copy = Question.__new__(Question)
        copy.__dict__.update(self.__dict__)
        copy.filters = dict(self.filters, owner=[owner])
        copy._cache = {}
        return copy

    def once(self, name, make):
        if name not in self._cache:
            self._cache[name] = make()
        return self._cache[name]

    @property
    def has_begun(self):
        return self.E >= self.P.start

    def require_begun(self):
        if not self.has_begun:
            raise Undefined("the period has not begun")

    def in_T(self, day):
        return day is not None and self.T[0] <= day <= self.T[1]

    def in_elapsed(self, day):
        """In p0..E."""
        return day is not None and self.P.start <= day <= self.E

    def rows(self, table):
        """The rows of a table known at A that pass the filters."""
        self.require(table)
        return [row for row in self.snapshot.table_at(table, self.A) if self.passes(table, row)]

    # -- what a filter means for a table

    def require(self, *tables, ignoring=()):
        for table in tables:
            if not self.snapshot.has(table):
                raise Undefined(f"{table}.csv is missing")
        for table in tables:
            for dimension in self.filters:
                if dimension not in ignoring:
                    self._require_dimension(table, dimension)

    def _require_dimension(self, table, dimension):
        need = _NEEDS.get((table, dimension))
        if need is None:
            raise Undefined(f"{table} have no {dimension}")
        for needed_table, column in need:
            if not self.snapshot.has(needed_table):
                raise Undefined(f"{needed_table}.csv is missing")
            if column and not self.snapshot.has_column(needed_table, column):
                raise Undefined(f"{needed_table}.csv has no column {column}")

    def passes(self, table, row, ignoring=()):
        return all(
            self.value(table, row, dimension) in chosen
            for dimension, chosen in self.filters.items()
            if dimension not in ignoring
        )

    def passes_owner_and_team(self, table, row):
        return self.passes(table, row, ignoring=[d for d in self.filters if d not in ("owner", "team")])

    def value(self, table, row, dimension):
        if table in ("contracts", "invoices", "onboarding", "accounts", "health") or (
            table == "subscriptions" and dimension != "product"
        ):
            return self.account_value(row["account_id"], dimension)
        if table in ("quotas", "calls", "payouts", "activities") and dimension in ("owner", "team"):
            return self.person_value(row["person_id"], dimension)
        if table == "leads" and dimension in ("owner", "team"):
            return self.person_value(row["owner_id"], dimension)
        if table == "spend":
            return row["channel"] or NONE
        return row[dimension] or NONE  # a column of its own

    def person_value(self, person, dimension):
        known = self.snapshot.people.get(person)
        if dimension == "team":
            return (known["team"] if known else None) or NONE
        if person is None or (self.snapshot.has("people") and known is None):
            return NONE
        return person

    def account_value(self, account, dimension):
        row = self.snapshot.accounts.get(account)
        if row is None:
            return NONE
        if dimension in ("owner", "team"):
            return self.person_value(row["owner_id"], dimension)
        return row[dimension] or NONE

    # -- deals

    def deal_passes(self, deal, state):
        """Sales deal in F, with its values in `state`."""
        types = self.filters.get("type", ("new", "expansion"))
        if deal.type not in types:
            return False
        for dimension, chosen in self.filters.items():
            if dimension == "type":
                continue
            if dimension in ("segment", "region"):
                value = self.account_value(deal.account, dimension)
            elif dimension in ("owner", "team"):
                value = self.person_value(state.owner, dimension)
            else:
                value = deal.row[dimension] or NONE
            if value not in chosen:
                return False
        return True

    def is_manager(self, person):
        row = self.snapshot.people.get(person)
        return row is not None and row["role"] == "manager"

    def managers_above(self, person):
        """Everybody above a person, directly or not."""
        above, row = [], self.snapshot.people.get(person)
        while row and row["manager_id"] is not None and row["manager_id"] not in above:
            above.append(row["manager_id"])
            row = self.snapshot.people.get(row["manager_id"])
        return [boss for boss in above if boss != person]


def _needs():
    account = lambda column: [("accounts", column)]
    account_owner = [("accounts", "owner_id")]
    account_team = [("accounts", "owner_id"), ("people", "team")]
    needs = {
        ("deals", "segment"): [("deals", "account_id"), *account("segment")],
        ("deals", "region"): [("deals", "account_id"), *account("region")],
        ("deals", "owner"): [("deals", "owner_id")],
        ("deals", "team"): [("deals", "owner_id"), ("people", "team")],
        ("deals", "product"): [("deals", "product")],
        ("deals", "source"): [("deals", "source")],
        ("deals", "type"): [("deals", "type")],
        ("leads", "segment"): [("leads", "segment")],
        ("leads", "owner"): [("leads", "owner_id")],
        ("leads", "team"): [("leads", "owner_id"), ("people", "team")],
        ("leads", "source"): [("leads", "source")],
        ("subscriptions", "product"): [("subscriptions", "product")],
        ("quotas", "owner"): [],
        ("quotas", "team"): [("people", "team")],
        ("quotas", "segment"): [("quotas", "segment")],
        ("calls", "owner"): [],
        ("calls", "team"): [("people", "team")],
        ("payouts", "owner"): [],
        ("payouts", "team"): [("people", "team")],
        ("activities", "owner"): [("activities", "person_id")],
        ("activities", "team"): [("activities", "person_id"), ("people", "team")],
        ("spend", "source"): [],
    }
    for table in ("subscriptions", "contracts", "invoices", "onboarding", "accounts", "health"):
        needs[table, "segment"] = account("segment")
        needs[table, "region"] = account("region")
        needs[table, "owner"] = account_owner
        needs[table, "team"] = account_team
    return needs


_NEEDS = _needs()
