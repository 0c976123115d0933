"""Hygiene of the open deals, duplicate accounts, and the five readiness signals."""

import unicodedata
from fractions import Fraction

import funnel
import retention
import values
from answers import metric, value
from question import Undefined
from sets import O, sales

FLAGS = ("no_amount", "past_due", "no_next_step", "no_activity", "no_owner", "no_account", "single_contact")


def need_column(q, column):
    """The data of a flag: a column of deals.csv, or a field that deal_history.csv holds."""
    if not q.snapshot.has_column("deals", column) and column not in q.snapshot.history_fields:
        raise Undefined(f"deals.csv has no column {column}")


def no_amount(q):
    need_column(q, "amount")
    return lambda item: item.state.amount is None or item.state.amount <= 0


def past_due(q):
    return lambda item: item.state.close is not None and item.state.close < q.A


def no_next_step(q):
    need_column(q, "next_step")

    def raised(item):
        date = item.deal.row["next_step_date"]
        return item.state.next_step is None or (date is not None and date < q.A)

    return raised


def no_activity(q):
    if not q.snapshot.activities_are_known():
        raise Undefined("activities.csv is missing")

    def raised(item):
        last = q.snapshot.last_activity(item.deal, q.A)
        return last is None or last < q.A - 29

    return raised


def no_owner(q):
    need_column(q, "owner_id")

    def raised(item):
        owner = item.state.owner
        person = q.snapshot.people.get(owner)
        if owner is None or (q.snapshot.has("people") and person is None):
            return True
        return person is not None and person["left_date"] is not None and person["left_date"] <= q.A

    return raised


def no_account(q):
    need_column(q, "account_id")

    def raised(item):
        account = item.deal.account
        return account is None or (q.snapshot.has("accounts") and account not in q.snapshot.accounts)

    return raised


def single_contact(q):
    need_column(q, "contacts")
    return lambda item: item.deal.row["contacts"] is not None and item.deal.row["contacts"] < 2


def flags(q):
    """{flag: number of deals of O that raise it, or the reason why it is not known}."""

    def make():
        found = {}
        for name in FLAGS:
            try:
                raised = globals()[name](q)
                found[name] = sum(raised(item) for item in O(q))
            except Undefined as undefined:
                found[name] = undefined
        return found

    q.require("deals")
    return q.once("flags", make)


@metric("hygiene.score", "0-100")
def score(q):
    known = [count for count in flags(q).values() if not isinstance(count, Undefined)]
    if not O(q):
        raise Undefined("there is no open deal")
    return 100 * (1 - Fraction(sum(known), len(known) * len(O(q))))


def _flag_metric(name):
    def count(q):
        found = flags(q)[name]
        if isinstance(found, Undefined):
            raise found
        return found

    metric("hygiene." + name, "count")(count)


for _name in FLAGS:
    _flag_metric(_name)

SUFFIXES = set(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg ug sa sas sarl srl spa bv nv oy "
    "ab as aps pty pte kk ltda".split()
)


def normalised(name):
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(c for c in text if unicodedata.category(c)[0] != "P" and unicodedata.category(c) not in ("Cc", "Cf"))
    words = text.split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return " ".join(words)


@metric("hygiene.duplicate_accounts", "count")
def duplicate_accounts(q):
    q.require("accounts")
    groups = {}
    for row in q.snapshot.table_at("accounts", q.A):
        name = normalised(row["name"]) if row["name"] else ""
        if name:
            groups.setdefault(name, []).append(row)
    found = 0
    for rows in groups.values():
        rows.sort(key=lambda row: (row["created_date"] is None, row["created_date"] or 0, row["#"]))
        found += sum(q.passes("accounts", row) for row in rows[1:])
    return found


@metric("hygiene.omitted", "count")
def omitted(q):
    return sum(1 for item in sales(q)
               if item.state.is_open and item.state.stage.qualified and item.state.category == "omitted")


# -- readiness


@metric("readiness.conflicting_answers", "flag")
def conflicting_answers(q):
    three = [value(q, "forecast.commit"), value(q, "forecast.call"), value(q, "forecast.p50")]
    return max(three) - min(three) > abs(values.median(three)) * Fraction(1, 10)


@metric("readiness.forecast_variance", "flag")
def forecast_variance(q):
    return 1 - value(q, "forecast.accuracy") > Fraction(15, 100)


@metric("readiness.handoff_dispute", "flag")
def handoff_dispute(q):
    q.require_begun()
    days = q.E - q.P.start + 1
    first = q.P.before[0]
    last = first + days - 1
    then = last + (q.A - q.E)
    now_leads = funnel.leads_created(q, q.P.start, q.E, q.A)
    before_leads = funnel.leads_created(q, first, last, then)

    def counts(leads):
        return sum(lead.mql for lead in leads), sum(lead.sql for lead in leads)

    (mql, sql), (mql_before, sql_before) = counts(now_leads), counts(before_leads)
    if mql == 0 or mql_before == 0:
        raise Undefined("no MQL to compare")
    return mql >= mql_before and Fraction(sql, mql) < Fraction(8, 10) * Fraction(sql_before, mql_before)


@metric("readiness.tool_sprawl", "flag")
def tool_sprawl(q):
    if q.snapshot.manifest.tools is None:
        raise Undefined("the manifest has no tools")
    return q.snapshot.manifest.tools >= 10


@metric("readiness.missed_renewals", "flag")
def missed_renewals(q):
    return any(renewal.is_uncovered for renewal in retention.renewals(q)
               if q.A - 90 <= renewal.contract["end_date"] <= q.A + 30)
