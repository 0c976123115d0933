"""Small, nasty companies and mixed questions about them, from a seed."""

import datetime
import os
import random

import schema
import values

ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo",
         "Australia/Lord_Howe", "Africa/Cairo")
LAST_DAYS = ("2024-02-29", "2023-12-31", "2026-11-16", "2025-03-30", "2024-03-10", "2024-11-03", "2025-01-01", "2024-03-01")
SEGMENTS = ("Enterprise", "SMB", "Mid, \"market\"", "smb")
REGIONS = ("EMEA", "North America")
TEAMS = ("East", "West")
PRODUCTS = ("Core", "Flow")
SOURCES = ("inbound", "event", "outbound", "paid search")
HOSTILE = ("Acme, Inc.", "ACME inc", "  Acme Co., Ltd. ", "\u202eevil", "\x1b[31mred", "Zoë GmbH", "Zoe\u0308 GmbH", "ＡＣＭＥ Ｉｎｃ",
           "Inc", "Ltd Inc", "S.A.", "line\nbreak", "quote \" in", "=1+1", "日本 KK", "Straße AG", "STRASSE", "a\tb", "Beta & Sons LLC",
           "Beta Sons", "x" * 60, "Beta-Sons", "\u00a0", "A/S Dansk", "Dansk A/S", "Dansk")
SALES_STAGES = (("Lead", 1, "open", "pipeline", "0.05", "false"), ("Qualify", 2, "open", "pipeline", "0.2", "true"),
                ("Propose", 3, "open", "best_case", "0.5", ""), ("Commit", 4, "open", "commit", "", "TRUE"),
                ("Parked", 5, "open", "omitted", "0.1", ""), ("Closed Won", 6, "won", "closed", "1", ""),
                ("Closed Lost", 7, "lost", "closed", "0", ""))
RENEWAL_STAGES = (("Due", 1, "open", "commit", "0.8", ""), ("Qualify", 2, "open", "weird", "0.123456789012", ""),
                  ("Renewed", 3, "won", "", "", ""), ("Churned", 3, "lost", "", "", ""))


class Company:
    """Writes one invented snapshot folder."""

    def __init__(self, seed, folder):
        self.random = random.Random(seed)
        self.folder = folder
        self.last = values.day(self.random.choice(LAST_DAYS))
        self.zone = self.random.choice(ZONES)
        self.nasty = self.random.choice((0, 0, 0.02, 0.08))  # how often a cell is blank or cannot be read
        self.broken_rows = self.random.choice((0, 0, 0, 0.05))
        self.stamps = self.random.choice((0, 0.1, 0.5))
        self.size = self.random.choice((1, 3, 8, 20, 40))
        self.fiscal_start = self.random.randint(1, 12)
        self.currencies = self.random.choice((("",), ("", "USD"), ("", "USD", "EUR", "GBP"), ("EUR", "JPY", "XXX", "")))
        self.people = [f"P{n}" for n in range(self.random.choice((1, 4, 9)))]
        self.accounts = [f"A{n}" for n in range(self.random.choice((1, 3, 10)))]
        self.deals = [f"D{n}" for n in range(self.size)]
        self.pipelines = self.random.choice((("",), ("",), ("", "Renewal"), ("Sales", "Renewal"), ("Sales", "")))
        self.stages = [row[0] for row in SALES_STAGES + RENEWAL_STAGES]
        self.has_history = self.random.random() < 0.85
        self.busy = self.chance(0.5)  # a company with enough rows for every number to be there
        if self.busy:
            self.nasty = self.random.choice((0, 0, 0.01))
            self.size = self.random.choice((40, 90, 150))
            self.people = [f"P{n}" for n in range(self.random.choice((5, 9)))]
            self.accounts = [f"A{n}" for n in range(self.random.choice((6, 25)))]
            self.deals = [f"D{n}" for n in range(self.size)]
            self.has_history = True

    # -- small choices

    def count(self, *choices):
        """How many rows of a table."""
        return self.random.randint(30, 100) if self.busy else self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def pick(self, pool, unknown="", blank=0.08):
        if self.chance(blank):
            return self.random.choice(("", "", "  "))
        if unknown and self.chance(0.04):
            return unknown
        return self.random.choice(pool)

    def day_near(self, around=None, before=400, after=200):
        around = self.last if around is None else around
        spread = self.random.choice((3, 40, before))
        return around + self.random.randint(-min(spread, before), min(spread, after))

    def text_of(self, day, stamp=None):
        text = values.text_of_day(day)
        if not self.chance(self.stamps if stamp is None else stamp):
            return text
        text += self.random.choice("T ") + self.random.choice(
            ("00:00", "23:59:59", "02:30", "01:30:00.5", "12:00:00", "03:00", "00:30:00.123456789", "01:30"))
        return text + self.random.choice(("", "", "Z", "+02:00", "-0500", "+05:30", "-11:00", "+14:00"))

    def money(self, low=0, high=90000):
        whole = self.random.randint(low, high)
        return self.random.choice((str(whole), f"{whole}.5", f"{whole}.{self.random.randint(0, 999):03d}", str(whole // 1000 * 1000),
                                   f"{whole}.005", "0", f"-{whole}.25" if self.chance(0.2) else "100"))

    def currency(self):
        return self.random.choice(self.currencies)

    # -- the tables

    def write(self):
        os.makedirs(self.folder, exist_ok=True)
        self._manifest()
        few = self.chance(0.2) and not self.busy
        for table in schema.TABLES:
            rows = getattr(self, "_" + table)()
            absent = 0.7 if few else 0.01 if self.busy else 0.08
            if table == "deal_history":
                keep = self.has_history
            else:
                keep = table == "deals" or not self.chance(absent)
            if keep:
                self._file(table, rows)

    def _manifest(self):
        if self.chance(0.05):
            return
        lines = []
        if self.chance(0.9):
            lines.append("name: " + self.random.choice(("Aurora Systems", "'It''s a #1'", '"Zoë: & Co"')))
        if self.chance(0.85):
            lines.append("as_of: " + values.text_of_day(self.last))
        if self.chance(0.9):
            lines.append("currency: " + self.random.choice(("USD", "USD", "EUR")))
        if self.chance(0.85):
            lines.append("exchange_rates: {EUR: 1.08, GBP: 1.2745, JPY: 0.00667, USD: 0.93}" if "EUR" in lines[-1]
                         else "exchange_rates: {EUR: 1.08, GBP: 1.2745, JPY: 0.00667}") if lines else None
        if self.chance(0.9):
            lines.append("time_zone: " + self.zone)
        lines.append(f"fiscal_year_start_month: {self.fiscal_start}")
        if self.chance(0.85):
            lines.append("gross_margin: " + self.random.choice(("0.78", "0.333", "1", "0.5")))
        if self.chance(0.85):
            lines.append("marketing_sources: [inbound, event, paid search]  # these")
        if self.chance(0.7):
            lines.append("response_sla_hours: " + self.random.choice(("24", "1", "4", "48")))
        if self.chance(0.7):
            lines.append("hot_lead_score: " + self.random.choice(("80", "50")))
        if self.chance(0.7):
            lines.append("tools: " + self.random.choice(("9", "10", "12")))
        if self.chance(0.3):
            lines.append("thresholds:\n  coverage: 3.5\n  win_rate: 0.25")
        with open(os.path.join(self.folder, "revtop.yaml"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def _stages(self):
        rows = []
        for pipeline in self.pipelines:
            chosen = RENEWAL_STAGES if pipeline == "Renewal" else SALES_STAGES
            for row in chosen:
                rows.append((*row, pipeline))
        if self.chance(0.2):
            rows.append((*self.random.choice(SALES_STAGES), self.random.choice(("", "Sales"))))
        return [dict(zip(("stage", "position", "outcome", "category", "probability", "qualified", "pipeline"), map(str, row)))
                for row in rows]

    def stage(self, pipeline):
        pool = RENEWAL_STAGES if pipeline == "Renewal" else SALES_STAGES
        if self.chance(0.03):
            return self.random.choice(self.stages + ["Limbo"])
        return self.random.choice(pool)[0]

    def _deals(self):
        self.made = []
        for deal in self.deals:
            created = self.day_near(before=700, after=2)
            close = self.day_near(before=300, after=150) if self.chance(0.8) else created + self.random.randint(-2, 90)
            if self.busy:
                created = self.last - self.random.randint(0, 600)
                close = created + self.random.randint(5, 200)
            kind = self.random.choice(("new", "new", "", "expansion", "renewal", "upsell" if self.chance(0.2) else "new"))
            pipeline = "Renewal" if kind == "renewal" and "Renewal" in self.pipelines else self.random.choice(self.pipelines)
            pipeline = "Nowhere" if self.chance(0.02) else pipeline
            stage = self.stage(pipeline)
            closed_date = ""
            if stage in ("Closed Won", "Closed Lost", "Renewed", "Churned") and self.chance(0.6):
                closed_date = self.text_of(min(close, self.last + 3))
                if self.busy and close > self.last:
                    closed_date = self.text_of(self.random.randint(created, self.last)) if created <= self.last else ""
            row = dict(
                deal_id=deal, name=self.pick(HOSTILE), account_id=self.pick(self.accounts, "A99"),
                owner_id=self.pick(self.people, "P99"), pipeline=pipeline, stage=stage,
                amount="" if self.chance(0.06) else self.money(), currency=self.currency(),
                created_date=self.text_of(created), close_date=self.text_of(close), closed_date=closed_date, type=kind,
                product=self.pick(PRODUCTS), source=self.pick(SOURCES), campaign="", lost_reason="",
                term_months=self.random.choice(("", "12", "24", "7", "0", "-3", "36")),
                forecast_category=self.random.choice(("", "", "commit", "best_case", "pipeline", "omitted", "closed", "odd")),
                probability=self.random.choice(("", "", "0.35", "1", "0.123456789", "0.5", "1.5" if self.chance(0.1) else "0.2")),
                next_step=self.random.choice(("", "Call", " ")),
                next_step_date="" if self.chance(0.5) else self.text_of(self.day_near(before=20, after=20)),
                last_activity_date="" if self.chance(0.3) else self.text_of(self.day_near(before=120, after=3)),
                contacts=self.random.choice(("", "0", "1", "2", "5")),
            )
            self.made.append((row, created))
        return [row for row, _ in self.made]

    def _deal_history(self):
        rows = []
        for row, created in self.made:
            day = created
            values_now = {field: row[field] for field in schema.HISTORY_FIELDS}
            changes = self.random.choice((0, 1, 3, 8))
            for _ in range(changes):
                day += self.random.choice((0, 0, 1, 7, 30, 90))
                if self.chance(0.05):
                    day = created - self.random.randint(1, 5)
                field = self.random.choice(schema.HISTORY_FIELDS + ("stage", "stage", "close_date", "owner_id") + (("colour",) if self.chance(0.2) else ()))
                new = {
                    "stage": lambda: self.stage(row["pipeline"]),
                    "amount": lambda: "" if self.chance(0.1) else self.money(),
                    "close_date": lambda: self._moved(values_now["close_date"]),
                    "forecast_category": lambda: self.random.choice(("commit", "best_case", "pipeline", "omitted", "", "odd")),
                    "owner_id": lambda: self.pick(self.people, "P99"),
                    "next_step": lambda: self.random.choice(("", "Call", "Demo")),
                    "colour": lambda: "red",
                }[field]()
                old = values_now.get(field, "")
                rows.append(dict(deal_id=row["deal_id"] if self.chance(0.98) else "D99",
                                 changed_at=self.text_of(min(day, self.last + 2), stamp=0.6), field=field,
                                 old_value=old if self.chance(0.9) else "", new_value=new, changed_by=""))
                values_now[field] = new
            if self.chance(0.6):  # mostly the history ends in what deals.csv says
                for field in schema.HISTORY_FIELDS:
                    if values_now[field] != row[field]:
                        rows.append(dict(deal_id=row["deal_id"], changed_at=self.text_of(min(day, self.last), stamp=0.6), field=field,
                                         old_value=values_now[field], new_value=row[field], changed_by=""))
        self.random.shuffle(rows) if self.chance(0.3) else None
        return rows

    def _moved(self, close):
        """Another close date: pushed, pulled, anywhere, or none."""
        try:
            day = values.day(close[:10])
        except ValueError:
            day = self.last
        if self.chance(0.05):
            return ""
        if self.chance(0.3):
            return self.text_of(self.day_near(before=300, after=150))
        return self.text_of(day + self.random.choice((7, 30, 60, 95, 180, -20, -60)))

    def _accounts(self):
        return [dict(account_id=account, name=self.pick(HOSTILE), segment=self.pick(SEGMENTS), region=self.pick(REGIONS), industry="",
                     parent_id="", owner_id=self.pick(self.people, "P98"), tier="",
                     created_date="" if self.chance(0.3) else self.text_of(self.day_near(before=900)))
                for account in self.accounts]

    def _people(self):
        return [dict(person_id=person, name=self.pick(HOSTILE), role=self.random.choice(("ae", "ae", "ae", "manager", "sdr", "", "csm")),
                     team=self.pick(TEAMS), manager_id=self.random.choice(["", *self.people]),
                     hired_date="" if self.chance(0.2) else self.text_of(self.day_near(before=1200, after=20)),
                     left_date=self.text_of(self.day_near(before=300, after=40)) if self.chance(0.2) else "")
                for person in self.people]

    def _span(self, longest=200):
        first = self.day_near(before=500, after=120)
        return first, first + self.random.choice((0, 30, 89, 90, 91, longest, 364, -1 if self.chance(0.2) else 27))

    def _quarter_start(self):
        month = (self.fiscal_start - 1 + 3 * self.random.randint(0, 3)) % 12 + 1
        year = datetime.date.fromordinal(self.last).year - self.random.randint(0, 1)
        return datetime.date(year, month, 1).toordinal()

    def _quotas(self):
        rows = []
        if self.busy:  # a quota for every quarter
            for person in self.people:
                first = self._quarter_start() - 400
                for _ in range(self.random.choice((3, 7))):
                    first = values.month_of(first)[0]
                    last = values.month_of(first + 75)[1]
                    rows.append(dict(person_id=person, start_date=self.text_of(first, 0), end_date=self.text_of(last, 0), amount=self.money(0, 30000),
                                     full_amount="" if self.chance(0.7) else self.money(0, 30000), segment=self.pick(SEGMENTS, blank=0.4)))
                    first = last + 1
        for _ in range(self.random.choice((0, 2, 10, 25))):
            first, last = self._span()
            if self.chance(0.6):
                first = self._quarter_start()
                last = values.month_of(first + 75)[1]
            rows.append(dict(person_id=self.pick(self.people, "P99", 0), start_date=self.text_of(first), end_date=self.text_of(last),
                             amount=self.money(0, 60000), full_amount="" if self.chance(0.5) else self.money(0, 60000),
                             segment=self.pick(SEGMENTS, blank=0.4)))
        return rows

    def _calls(self):
        rows = []
        for _ in range(self.count(0, 3, 20)):
            start = self._quarter_start()
            rows.append(dict(person_id=self.pick(self.people, "P99", 0), period_start=self.text_of(start),
                             submitted_date=self.text_of(self.day_near(before=60, after=3) if self.chance(0.5) else start + self.random.randint(0, 4)),
                             category=self.random.choice(("call", "call", "commit", "best_case", "guess")), amount=self.money()))
        return rows

    def _activities(self):
        return [dict(activity_id=f"E{n}", date=self.text_of(self.day_near(before=200, after=4)), kind="call",
                     deal_id=self.pick(self.deals, "D99"), account_id=self.pick(self.accounts), person_id=self.pick(self.people, "P99"),
                     direction=self.random.choice(("in", "out"))) for n in range(self.count(0, 5, 40))]

    def _leads(self):
        rows = []
        for n in range(self.count(0, 5, 40)):
            created = self.day_near(before=250, after=3)

            def later(share, far=40):
                return self.text_of(created + self.random.randint(-1, far)) if self.chance(share) else ""

            rows.append(dict(lead_id=f"L{n}", created_at=self.text_of(created, stamp=0.85), source=self.pick(SOURCES), campaign="",
                             segment=self.pick(SEGMENTS), account_id=self.pick(self.accounts), owner_id=self.pick(self.people, "P99"),
                             score=self.random.choice(("", "10", "50", "80", "95", "100")),
                             first_response_at=self.text_of(created + self.random.choice((0, 0, 1, 2, 9)), stamp=0.9) if self.chance(0.6) else "",
                             mql_date=later(0.5), sql_date=later(0.3), meeting_date=later(0.3),
                             deal_id=self.pick(self.deals, "D99") if self.chance(0.3) else "", disqualified_date=later(0.1)))
        return rows

    def _subscriptions(self):
        rows = []
        for n in range(self.count(0, 4, 30)):
            first = self.day_near(before=800, after=60)
            end = first + self.random.choice((0, 90, 365, 366, 500)) if self.chance(0.6) else None
            rows.append(dict(subscription_id=f"S{n}", account_id=self.pick(self.accounts, "A99", 0), start_date=self.text_of(first),
                             end_date="" if end is None else self.text_of(end), mrr=self.money(0, 5000), currency=self.currency(),
                             product=self.pick(PRODUCTS), deal_id=self.pick(self.deals, "D99") if self.chance(0.5) else "",
                             cancel_requested_date=self.text_of(end - self.random.randint(0, 90)) if end and self.chance(0.5) else ""))
        return rows

    def _contracts(self):
        rows = []
        for n in range(self.count(0, 4, 20)):
            first = self.day_near(before=700, after=30)
            rows.append(dict(contract_id=f"C{n}", account_id=self.pick(self.accounts, "A99", 0), start_date=self.text_of(first),
                             end_date=self.text_of(first + self.random.choice((0, 30, 180, 364, 365, 729, -5 if self.chance(0.1) else 364))),
                             annual_value=self.money(0, 50000), currency=self.currency(),
                             deal_id=self.pick(self.deals, "D99") if self.chance(0.6) else "",
                             renewal_deal_id=self.pick(self.deals, "D99") if self.chance(0.8 if self.busy else 0.6) else "",
                             billing_start_date=self.text_of(first + self.random.choice((-40, 0, 30, 60))) if self.chance(0.3) else ""))
        return rows

    def _invoices(self):
        rows = []
        for n in range(self.count(0, 6, 40)):
            issued = self.day_near(before=500, after=5)
            rows.append(dict(invoice_id=f"I{n}", account_id=self.pick(self.accounts, "A99", 0), issued_date=self.text_of(issued),
                             amount=self.money(0, 20000), currency=self.currency(),
                             deal_id=self.pick(self.deals, "D99") if self.chance(0.5) else "",
                             due_date=self.text_of(issued + self.random.choice((0, 30, 60))) if self.chance(0.9) else "",
                             paid_date=self.text_of(issued + self.random.randint(0, 100)) if self.chance(0.5) else "",
                             credited=self.money(0, 3000) if self.chance(0.2) else "",
                             kind=self.random.choice(("", "recurring", "one_off", "recurring", "gift" if self.chance(0.1) else ""))))
        return rows

    def _onboarding(self):
        rows = []
        for _ in range(self.count(0, 3, 10)):
            kickoff = self.day_near(before=200, after=10)
            rows.append(dict(account_id=self.pick(self.accounts, "A99", 0), deal_id=self.pick(self.deals, "D99"),
                             kickoff_date=self.text_of(kickoff) if self.chance(0.8) else "",
                             first_value_date=self.text_of(kickoff + self.random.randint(0, 60)) if self.chance(0.8) else "", live_date=""))
        return rows

    def _spend(self):
        return [dict(date=self.text_of(self.day_near(before=200, after=5)), channel=self.pick(SOURCES, "radio", 0), amount=self.money(0, 9000),
                     currency=self.currency(), campaign="") for _ in range(self.count(0, 4, 15))]

    def _costs(self):
        return [dict(month=values.text_of_day(values.month_of(self.day_near(before=500, after=40))[0]),
                     category=self.random.choice(("sales", "marketing", "tools", "cogs", "customer_success", "beer")),
                     amount=self.money(0, 40000), currency=self.currency()) for _ in range(self.count(0, 6, 30))]

    def _payouts(self):
        rows = []
        for _ in range(self.count(0, 3, 15)):
            first, last = self._span()
            rows.append(dict(person_id=self.pick(self.people, "P99", 0), start_date=self.text_of(first), end_date=self.text_of(last),
                             paid=self.money(0, 9000), budget=self.money(0, 9000) if self.chance(0.8) else ""))
        return rows

    def _health(self):
        return [dict(account_id=self.pick(self.accounts, "A99", 0), date=self.text_of(self.day_near()), score=str(self.random.randint(0, 100)))
                for _ in range(self.count(0, 5))]

    # -- CSV text

    def _file(self, table, rows):
        columns = [column for column in schema.COLUMNS[table] if column.required or not self.chance(0.003 if self.busy else self.random.choice((0, 0.03, 0.1)))]
        if self.chance(0.2):
            self.random.shuffle(columns)
        newline = self.random.choice(("\n", "\n", "\r\n"))
        extra = self.chance(0.1)
        lines = [",".join([self.random.choice((c.name, " " + c.name if self.chance(0.1) else c.name, f'"{c.name}"')) for c in columns] + (["odd"] if extra else []))]
        if self.chance(0.1):
            self.random.shuffle(rows) if table != "deal_history" else None
        for row in rows:
            cells = [self._cell(row[column.name], column) for column in columns] + (["?"] if extra else [])
            if self.chance(0.03):  # missing cells at the end are blank
                while len(cells) > 1 and cells[-1] == "":
                    cells.pop()
            line = ",".join(cells)
            if self.chance(self.broken_rows):
                line = self.random.choice((line + ",,surplus" + "," * len(columns), '"open,' + line.replace('"', ""), '"a"b,' + line.replace('"', ""), line + "\udcff",
                                           "," * (len(columns) - 1), line.replace(",", ",\"", 1).replace('"', "", 0), line + newline + line, newline + newline + line))
            lines.append(line)
        text = newline.join(lines) + (newline if self.chance(0.8) else "")
        data = text.encode("utf-8", "surrogateescape")
        if self.chance(0.15):
            data = b"\xef\xbb\xbf" + data
        with open(os.path.join(self.folder, table + ".csv"), "wb") as file:
            file.write(data)

    def _cell(self, text, column):
        if self.chance(self.nasty):
            text = self.random.choice(("", " ", "nonsense", "2025-13-01", "1,5", "-", "1e3", "0x10", "2024-02-30", text + " ", " " + text, "NaN", "\u00e9"))
        if any(c in text for c in ",\"\n\r") or self.chance(0.05):
            return '"' + text.replace('"', '""') + '"'
        return text


class Found:
    """What questions about a snapshot of somebody else can name."""

    def __init__(self, snapshot):
        def texts(table, column):
            return tuple(sorted({row[column] for row in snapshot.rows(table) if row[column] is not None})[:40])

        self.busy, self.has_history = True, snapshot.has("deal_history")
        self.people = texts("people", "person_id")
        self.pools = {
            "segment": (*texts("accounts", "segment"), "(none)"), "region": (*texts("accounts", "region"), "(none)"),
            "owner": (*self.people, "(none)"), "team": (*texts("people", "team"), "(none)"),
            "product": (*texts("deals", "product"), "(none)"), "source": (*texts("deals", "source"), "(none)"),
            "type": ("renewal", "new", "expansion"),
        }


def questions(seed, company, as_of, count):
    """Mixed questions; `as_of` is the snapshot's day."""
    chooser = random.Random(seed * 7919 + 1)
    pools = getattr(company, "pools", None) or {
        "segment": (*SEGMENTS, "(none)", "nowhere"), "region": (*REGIONS, "(none)"),
        "owner": (*company.people, "(none)", "P99"), "team": (*TEAMS, "(none)", "north"),
        "product": (*PRODUCTS, "(none)"), "source": (*SOURCES, "(none)", "radio"), "type": ("renewal", "new", "expansion", "upsell"),
    }
    asked = [{"filters": {}}]
    while len(asked) < count:
        filters = {}
        for dimension in ("segment", "region", "owner", "team", "product", "source", "type"):
            if chooser.random() < chooser.choice((0, 0, 0.1) if company.busy else (0, 0.15, 0.4)):
                chosen = []
                for _ in range(chooser.choice((1, 1, 2, 3))):
                    value = chooser.choice(pools[dimension])
                    if value not in chosen:
                        chosen.append(value)
                filters[dimension] = chosen
        one = {"filters": filters}
        day = as_of
        if company.has_history and chooser.random() < 0.5:
            day = as_of - chooser.choice((0, 1, 2, 10, 45, 100, 200) if company.busy else (0, 1, 2, 10, 45, 100, 200, 400))
            one["as_of"] = values.text_of_day(day)
        year = datetime.date.fromordinal(as_of).year
        form = chooser.random()
        if form < 0.25:
            one["period"] = chooser.choice(("", "FY")) + f"{year + chooser.randint(-1, 1)}-Q{chooser.randint(1, 4)}"
        elif form < 0.4:
            one["period"] = chooser.choice(("", "FY")) + str(year + chooser.randint(-1, 1))
        elif form < 0.65:
            first = day + chooser.choice((-400, -91, -30, -5, 0, 1, 20) if not company.busy else (-400, -200, -91, -60, -30))
            one["period"] = f"{values.text_of_day(first)}..{values.text_of_day(first + chooser.choice((0, 6, 30, 90, 365)))}"
        if chooser.random() < 0.3:
            one["since"] = values.text_of_day(day - chooser.choice((1, 2, 14, 30, 91, 300)))
        asked.append(one)
    return asked
