"""Asks the built program and the oracle the same question and lists the differences."""

import json
import math
import os
import subprocess
from fractions import Fraction

import answers
import book
import values
from question import DIMENSIONS, Question

PROGRAM = os.environ.get("REVTOP", ".build/release/revtop")

# The ids of the book in its order; the units are in the modules.
ORDER = """
pipeline.open pipeline.open_count pipeline.open_all pipeline.open_all_count pipeline.weighted pipeline.average_open
pipeline.coverage pipeline.coverage_full pipeline.velocity pipeline.created pipeline.created_count
pipeline.marketing_sourced pipeline.past_due pipeline.before_period pipeline.stale_share pipeline.pushed
pipeline.push_rate win_rate.count win_rate.value win_rate.trailing win_rate.cohort deal.average_won deal.median_won
cycle.mean cycle.median bookings.won bookings.count bookings.lost bookings.quota bookings.attainment bookings.pace
bookings.gap bookings.expansion_share forecast.commit forecast.best_case forecast.upside forecast.call forecast.p10
forecast.p50 forecast.p90 forecast.attain_probability forecast.confidence forecast.accuracy retention.mrr retention.arr
retention.customers retention.nrr retention.grr retention.logo_churn retention.mrr_churn retention.arpc
retention.lifetime_value retention.scheduled_churn renewals.due renewals.coverage renewals.uncovered
renewals.gross_rate renewals.on_time onboarding.time_to_value onboarding.not_started funnel.leads funnel.mql funnel.sql
funnel.meetings funnel.opportunities funnel.won funnel.lead_to_mql funnel.mql_to_sql funnel.sql_to_opportunity
funnel.opportunity_to_won funnel.lead_to_won funnel.lead_to_meeting funnel.meeting_to_opportunity funnel.response_sla
funnel.hot_untouched team.at_quota team.attainment_median team.revenue_per_rep team.activities_per_rep team.ramp_days
team.time_to_quota comp.payout_ratio comp.cost_of_sales efficiency.cac efficiency.cac_payback
efficiency.pipeline_per_spend efficiency.stack_share cash.invoicing_lag cash.closed_to_live cash.unbilled cash.mismatch
cash.leakage cash.leakage_share cash.overdue cash.dso hygiene.score hygiene.no_amount hygiene.past_due
hygiene.no_next_step hygiene.no_activity hygiene.no_owner hygiene.no_account hygiene.single_contact
hygiene.duplicate_accounts hygiene.omitted readiness.conflicting_answers readiness.forecast_variance
readiness.handoff_dispute readiness.tool_sprawl readiness.missed_renewals
""".split()

MONEY_CELLS = {"amount", "mrr", "created", "won_amount", "spend", "margin", "quota", "open", "weighted", "pushed",
               "past_due"}
MONEY_TERMS = {"pipeline.coverage", "pipeline.coverage_full", "pipeline.marketing_sourced", "pipeline.stale_share",
               "win_rate.value", "bookings.attainment", "bookings.expansion_share", "retention.nrr", "retention.grr",
               "retention.mrr_churn", "renewals.coverage", "renewals.gross_rate", "comp.payout_ratio",
               "comp.cost_of_sales", "efficiency.pipeline_per_spend", "efficiency.stack_share", "cash.leakage_share"}


class Written(float):
    """A number with the text that it was written as."""

    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made


def read_json(text):
    def refuse(name):
        raise ValueError(f"{name} is no JSON")

    return json.loads(text, parse_float=Written, parse_int=Written, parse_constant=refuse)


def arguments(folder, asked):
    """`asked`: a dictionary with as_of, period, since (texts) and filters."""
    found = [folder]
    for key, option in (("as_of", "--as-of"), ("period", "--period"), ("since", "--since")):
        if asked.get(key):
            found.append(f"{option}={asked[key]}")
    for dimension, chosen in asked.get("filters", {}).items():
        found += [f"--{dimension}={value}" for value in chosen]
    return found


def run(command, folder, asked, *more):
    call = [PROGRAM, command, *arguments(folder, asked), *more]
    done = subprocess.run(call, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


def question(snapshot, asked):
    return Question(
        snapshot,
        as_of=values.day(asked["as_of"]) if asked.get("as_of") else None,
        period=asked.get("period"),
        filters=asked.get("filters"),
        since=values.day(asked["since"]) if asked.get("since") else None,
    )


def given(printed):
    """The estimates as the program printed them, as exact values (money in hundredths)."""
    found = {}
    for identifier in book.GIVEN:
        entry = printed["metrics"].get(identifier, {})
        number = entry.get("value")
        if number is not None:
            number = Fraction(number.text)
            if answers.is_money(entry["unit"]):
                number *= 100
        found[identifier] = number
    return found


# -- differences


class Differences(list):
    def note(self, place, ours, theirs):
        self.append((place, show(ours), show(theirs)))


def show(value):
    if isinstance(value, Written):
        return value.text
    if isinstance(value, Fraction):
        return f"{float(value)!r} ({value})" if value.denominator < 10**9 else repr(float(value))
    return repr(value)


def same_money(ours, theirs):
    """Hundredths against a printed decimal."""
    if not isinstance(theirs, Written) or "e" in theirs.text.lower():
        return False
    digits = theirs.text.partition(".")[2]
    return len(digits) <= 2 and theirs.text != "-0" and Fraction(theirs.text) * 100 == values.half_even(ours)


def same_ratio(ours, theirs, is_one_division=False):
    """The double nearest to the exact value, written as short as it can be; the last bit may differ where
    the book's formula takes more than one step."""
    if not isinstance(theirs, Written) or theirs.text.startswith("-0") and theirs == 0:
        return False
    exact = float(ours)
    if theirs != exact if is_one_division else not math.isclose(theirs, exact, rel_tol=1e-14, abs_tol=0):
        return False
    shortest = repr(float(theirs))
    shortest = shortest[:-2] if shortest.endswith(".0") else shortest
    return "e" in shortest or theirs.text == shortest


def compare_cell(place, kind, ours, theirs, differences, is_one_division=False):
    if ours is None or theirs is None:
        same = ours is None and theirs is None
    elif isinstance(ours, (bool, str)):
        same = ours == theirs and isinstance(theirs, type(ours))
    elif kind == "money":
        same = same_money(ours, theirs)
    else:
        same = same_ratio(ours, theirs, is_one_division)
    if not same:
        if kind == "money" and ours is not None:
            ours = Fraction(ours) / 100
        differences.note(place, ours, theirs)


def compare_metric(identifier, ours, theirs, differences):
    if theirs is None:
        differences.note(identifier, "a metric", "absent")
        return
    unit = ours["unit"]
    if theirs.get("unit") != unit:
        differences.note(identifier + ".unit", unit, theirs.get("unit"))
    kind = "money" if answers.is_money(unit) else "number"
    before = len(differences)
    compare_cell(identifier, kind, ours["value"], theirs.get("value"), differences, "numerator" in ours)
    if len(differences) > before:
        reason = theirs.get("reason") or ours.get("reason")
        differences[-1] = (*differences[-1][:2], differences[-1][2] + (f"   [{reason}]" if reason else ""))
        return
    if ours["value"] is None:
        if not theirs.get("reason"):
            differences.note(identifier + ".reason", ours["reason"], theirs.get("reason"))
        printed = theirs.get("reason") or ""
        for reason in ("the period has not begun", "quota met", "no quota", "costs have no"):
            another = any(words in printed for words in ("is missing", "have no", "has no", "no quota", "quota is zero"))  # more than one holds
            if reason in ours["reason"] and reason not in printed and not another:
                differences.note(identifier + ".reason", ours["reason"], printed)
    allowed = ["value", "unit"]
    for key in ("numerator", "denominator", "excluded", "count"):
        if key in ours:
            allowed.append(key)
            term = "money" if identifier in MONEY_TERMS else "number"
            compare_cell(f"{identifier}.{key}", term, ours[key], theirs.get(key), differences)
    if ours["value"] is None:
        allowed.insert(2, "reason")
    if sorted(theirs) != sorted(allowed):
        differences.note(identifier + " keys", allowed, list(theirs))


def compare_table(name, ours, theirs, differences):
    if ours is None or theirs is None:
        if ours is not None or theirs is not None:
            differences.note("tables." + name, "null" if ours is None else "a table", "null" if theirs is None else "a table")
        return
    if isinstance(ours, dict):
        compare_row("tables." + name, name, ours, theirs, differences)
        return
    if len(ours) != len(theirs):
        differences.note(f"tables.{name} rows", [first(row) for row in ours], [first(row) for row in theirs])
        return
    for ours_row, theirs_row in zip(ours, theirs):
        compare_row(f"tables.{name}[{first(ours_row)}]", name, ours_row, theirs_row, differences)


def first(row):
    return next(iter(row.values()))


def compare_row(place, table, ours, theirs, differences):
    if list(ours) != list(theirs):
        differences.note(place + " keys", list(ours), list(theirs))
        return
    for key in ours:
        if isinstance(ours[key], dict):
            compare_row(f"{place}.{key}", table, ours[key], theirs[key], differences)
            continue
        money = key in MONEY_CELLS or (key == "won" and table in ("channels", "owners"))
        if key == "open" and table == "stages":
            money = False
        mine = ours[key]
        if key == "pipeline" and mine is None:
            mine = ""
        compare_cell(f"{place}.{key}", "money" if money else "number", mine, theirs[key], differences)


def compare_answers(ours, printed):
    differences = Differences()
    expected = ["schema", "snapshot", "as_of", "currency", "period", "filters", "metrics", "tables"]
    if ours["table_reasons"]:
        expected.append("table_reasons")
    if list(printed) != expected:
        differences.note("keys", expected, list(printed))
    for key in ("snapshot", "as_of", "currency", "period"):
        if ours[key] != printed.get(key):
            differences.note(key, ours[key], printed.get(key))
    if ours["filters"] != printed["filters"]:
        differences.note("filters", ours["filters"], printed["filters"])
    if list(printed["metrics"]) != ORDER:
        differences.note("order of metrics", "the book's", "another")
    for identifier, metric in ours["metrics"].items():
        compare_metric(identifier, metric, printed["metrics"].get(identifier), differences)
    if list(printed["tables"]) != list(book.TABLES):
        differences.note("order of tables", list(book.TABLES), list(printed["tables"]))
    for name, table in ours["tables"].items():
        compare_table(name, table, printed["tables"].get(name), differences)
    if set(ours["table_reasons"]) != set(printed.get("table_reasons", {})):
        differences.note("table_reasons", sorted(ours["table_reasons"]), sorted(printed.get("table_reasons", {})))
    return differences


def compare_kpis(snapshot, folder, asked):
    status, out, err = run("kpis", folder, asked, "--json")
    if status != 0:
        differences = Differences()
        differences.note("exit status", 0, f"{status}: {err.strip()[:300]}")
        return differences
    printed = read_json(out)
    return compare_answers(book.kpis(question(snapshot, asked), given(printed)), printed)
