"""A loaded snapshot: stages, people, accounts, and every deal as it was at the end of any day."""

import re
from functools import lru_cache

import load
import values

CATEGORIES = ("omitted", "pipeline", "best_case", "commit")
NONE = "(none)"


class Stage:
    def __init__(self, name, pipeline, position, outcome, category, probability, qualified, order):
        self.name, self.pipeline, self.position, self.outcome = name, pipeline, position, outcome
        self.category = category if category in CATEGORIES else "pipeline"
        self.probability, self.qualified, self.order = probability, qualified, order

    @property
    def is_open(self):
        return self.outcome == "open"


class State:
    """One deal at the end of one day."""

    __slots__ = ("day", "stage_name", "stage", "amount", "close", "category", "owner", "next_step", "probability", "closed")

    @property
    def is_open(self):
        return self.stage is not None and self.stage.outcome == "open"

    @property
    def is_won(self):
        return self.stage is not None and self.stage.outcome == "won"

    @property
    def is_lost(self):
        return self.stage is not None and self.stage.outcome == "lost"

    @property
    def value(self):
        return self.amount or 0

    @property
    def counts_as_pipeline(self):
        return self.is_open and self.stage.qualified and self.category != "omitted"


class Deal:
    def __init__(self, row):
        self.row = row
        self.id = row["deal_id"]
        self.created = row["created_date"]
        self.type = row["type"] or "new"
        self.account = row["account_id"]
        self.changes = {}  # field: [(day, old, new)] in order of changed_at, then of the file
        self.activity_days = []
        self.states = {}


class Snapshot:
    def __init__(self, folder):
        self.files = load.Tables(folder)
        self.manifest = self.files.manifest
        self.zone = self.files.zone
        self.has = lambda name: self.files.table(name) is not None
        self.people = {row["person_id"]: row for row in self.rows("people")}
        self.accounts = {row["account_id"]: row for row in self.rows("accounts")}
        self.deals = [Deal(row) for row in self.rows("deals")]
        self.deal_by_id = {deal.id: deal for deal in self.deals}
        self._attach_history()
        self.as_of = self._as_of()
        self.history_fields = {field for deal in self.deals for field, changes in deal.changes.items()
                               if any(day <= self.as_of for day, _, _ in changes)}
        for row in self.rows("activities"):
            deal = self.deal_by_id.get(row["deal_id"])
            if deal:
                deal.activity_days.append(row["date"])
        self.stages = self._given_stages() if self.has("stages") else self._inferred_stages()
        self.stage_by_key = {(stage.pipeline, stage.name): stage for stage in self.stages}
        self.stages_by_name = {}
        for stage in self.stages:
            self.stages_by_name.setdefault(stage.name, []).append(stage)

    def rows(self, table):
        loaded = self.files.table(table)
        return loaded.rows if loaded else []

    def has_column(self, table, column):
        return self.files.has_column(table, column)

    def _as_of(self):
        if self.manifest.as_of:
            return values.day(self.manifest.as_of)
        days = [row[c] for row in self.rows("deals") for c in ("created_date", "closed_date", "last_activity_date")]
        days += [row["changed_at"].day for row in self.rows("deal_history")]
        return max((d for d in days if d is not None), default=None)

    # -- stages

    def _given_stages(self):
        return [
            Stage(row["stage"], row["pipeline"], row["position"], row["outcome"], row["category"], row["probability"],
                  row["qualified"] is not False, row["#"])
            for row in self.rows("stages")
        ]

    def _inferred_stages(self):
        ages = {}
        for deal in self.deals:
            ages.setdefault(deal.row["stage"], []).append(self.as_of - deal.created)
        found = []
        for name, list_of_ages in ages.items():
            # A word is a run of letters and digits; closedwon and closedlost are words that contain one.
            words = re.split(r"[\W_]+", name.lower())
            outcome = next((word for word in ("won", "lost") if word in words or "closed" + word in words), "open")
            found.append((outcome != "open", values.Fraction(sum(list_of_ages), len(list_of_ages)), name.encode(), name, outcome))
        found.sort()
        return [Stage(name, None, index + 1, outcome, None, None, True, index)
                for index, (_, _, _, name, outcome) in enumerate(found)]

    def stage_of(self, pipeline, name):
        if name is None:
            return None
        stage = self.stage_by_key.get((pipeline, name)) or self.stage_by_key.get((None, name))
        if stage is None and pipeline is None:
            candidates = self.stages_by_name.get(name, [])
            stage = candidates[0] if len(candidates) == 1 else None
        return stage

    # -- history

    def _attach_history(self):
        for row in sorted(self.rows("deal_history"), key=lambda row: (row["changed_at"].instant, row["#"])):
            deal = self.deal_by_id.get(row["deal_id"])
            if deal is None:
                continue
            field, rate = row["field"], deal.row["rate"]
            old = self.files.history_value(field, row["old_value"], rate)
            new = self.files.history_value(field, row["new_value"], rate)
            deal.changes.setdefault(field, []).append((row["changed_at"].day, old, new))

    def exists(self, deal, day):
        return deal.created <= day

    def _value_at(self, deal, field, day):
        """(value at the end of `day`, whether history says so)."""
        changes = deal.changes.get(field)
        now = deal.row[field]
        if day >= self.as_of or not changes:
            return now, False
        value = None
        known = False
        for changed, _, new in changes:
            if changed <= day:
                value, known = new, True
        if not known:
            _, old, new = changes[0]
            value = new if field == "stage" and old is None else old
        return value, True

    def state(self, deal, day):
        """The deal at the end of `day`; None when it did not exist."""
        if deal.created > day:
            return None
        day = min(day, self.as_of)
        if day not in deal.states:
            deal.states[day] = self._state(deal, day)
        return deal.states[day]

    def _state(self, deal, day):
        state = State()
        state.day = day
        state.stage_name, _ = self._value_at(deal, "stage", day)
        state.stage = self.stage_of(deal.row["pipeline"], state.stage_name)
        state.amount, _ = self._value_at(deal, "amount", day)
        state.close, _ = self._value_at(deal, "close_date", day)
        state.owner, _ = self._value_at(deal, "owner_id", day)
        state.next_step, _ = self._value_at(deal, "next_step", day)
        same_stage = state.stage_name == deal.row["stage"]
        own, from_history = self._value_at(deal, "forecast_category", day)
        if day < self.as_of and not from_history and not same_stage:
            own = None
        if own is None:
            state.category = state.stage.category if state.stage else "pipeline"
        else:
            state.category = own if own in CATEGORIES else "pipeline"
        own_probability = deal.row["probability"] if same_stage else None
        state.probability = own_probability
        if own_probability is None and state.stage:
            state.probability = state.stage.probability
        state.closed = self._closed_day(deal, state, day)
        return state

    def _closed_day(self, deal, state, day):
        if not (state.is_won or state.is_lost):
            return None
        given = deal.row["closed_date"]
        if given is not None and given <= day:
            return given
        closing = None
        for changed, _, new in deal.changes.get("stage", []):
            stage = self.stage_of(deal.row["pipeline"], new)
            if changed <= day and stage and not stage.is_open:
                closing = changed
        if closing is None:
            closing = state.close
        return None if closing is None else min(closing, day)

    def trail(self, deal, day):
        """The stages a deal went through up to `day`: [(day of entry, stage name)], equal neighbours merged."""
        changes = [change for change in deal.changes.get("stage", []) if change[0] <= day]
        at_day = self.state(deal, day).stage_name
        every = deal.changes.get("stage", [])
        if every:
            first = every[0][1] if every[0][1] is not None else every[0][2]
        else:
            first = at_day
        entries = [(deal.created, first)]
        for changed, _, new in changes:
            if new != entries[-1][1]:
                entries.append((changed, new))
        if entries[-1][1] != at_day:
            entries.append((entries[-1][0], at_day))
        return entries

    def last_activity(self, deal, day):
        if self.has("activities"):
            return max((d for d in deal.activity_days if d <= day), default=None)
        last = deal.row["last_activity_date"]
        return last if last is not None and last <= day else None

    def activities_are_known(self):
        return self.has("activities") or self.has_column("deals", "last_activity_date")

    # -- the other tables as they were at A

    @lru_cache(maxsize=None)
    def table_at(self, table, day):
        rows = self.rows(table)
        if day >= self.as_of:
            return rows
        first = {"calls": "submitted_date", "leads": "created_at", "onboarding": "kickoff_date", "invoices": "issued_date",
                 "subscriptions": "start_date", "payouts": "start_date", "activities": "date", "spend": "date",
                 "health": "date", "costs": "month"}.get(table)
        later = {"people": ["left_date"], "invoices": ["paid_date"], "onboarding": ["first_value_date", "live_date"],
                 "subscriptions": ["cancel_requested_date"],
                 "leads": ["first_response_at", "mql_date", "sql_date", "meeting_date", "disqualified_date"]}.get(table, [])
        kept = []
        for row in rows:
            if first and row[first] is not None and _day(row[first]) > day:
                continue
            row = dict(row)
            for column in later:
                if row[column] is not None and _day(row[column]) > day:
                    row[column] = None
            if table == "subscriptions" and row["end_date"] is not None and row["end_date"] > day:
                if row["cancel_requested_date"] is None:
                    row["end_date"] = None
            kept.append(row)
        return kept


def _day(value):
    return value.day if isinstance(value, values.Stamp) else value
