"""The funnel of leads, and the tables by source and by channel."""

import values
from answers import Ratio, metric
from question import Undefined
from sets import C_P, L_P, W_P, total
from snapshot import NONE


class Lead:
    """Which steps a lead has reached by a day; a later step implies the earlier ones."""

    def __init__(self, q, row, day):
        self.row = row
        deal = q.snapshot.deal_by_id.get(row["deal_id"])
        state = q.snapshot.state(deal, day) if deal else None
        self.won = state is not None and state.is_won
        self.opportunity = state is not None
        self.sql = self.opportunity or happened(row["sql_date"], day)
        self.mql = self.sql or happened(row["mql_date"], day)
        self.meeting = happened(row["meeting_date"], day)


def happened(date, day):
    return date is not None and date <= day


def leads_created(q, first, last, day):
    """Leads in F created in first..last and known at `day`."""
    return [Lead(q, row, day) for row in q.rows("leads") if first <= row["created_at"].day <= min(last, day)]


def leads(q):
    return q.once("leads", lambda: leads_created(q, q.P.start, q.P.end, q.A))


def count_of(name):
    return lambda q: sum(getattr(lead, name) for lead in leads(q))


mqls, sqls, opportunities, wins, meetings = map(count_of, ("mql", "sql", "opportunity", "won", "meeting"))


@metric("funnel.leads", "count")
def all_leads(q):
    return len(leads(q))


metric("funnel.mql", "count")(mqls)
metric("funnel.sql", "count")(sqls)
metric("funnel.meetings", "count")(meetings)
metric("funnel.opportunities", "count")(opportunities)
metric("funnel.won", "count")(wins)


@metric("funnel.lead_to_mql", "share")
def lead_to_mql(q):
    return Ratio(mqls(q), all_leads(q))


@metric("funnel.mql_to_sql", "share")
def mql_to_sql(q):
    return Ratio(sqls(q), mqls(q))


@metric("funnel.sql_to_opportunity", "share")
def sql_to_opportunity(q):
    return Ratio(opportunities(q), sqls(q))


@metric("funnel.opportunity_to_won", "share")
def opportunity_to_won(q):
    return Ratio(wins(q), opportunities(q))


@metric("funnel.lead_to_won", "share")
def lead_to_won(q):
    return Ratio(wins(q), all_leads(q))


@metric("funnel.lead_to_meeting", "share")
def lead_to_meeting(q):
    return Ratio(meetings(q), all_leads(q))


@metric("funnel.meeting_to_opportunity", "share")
def meeting_to_opportunity(q):
    both = sum(lead.meeting and lead.opportunity for lead in leads(q))
    return Ratio(both, meetings(q))


def end_of(q, day):
    return values.first_instant(day + 1, q.snapshot.zone)


def response(row, day):
    answered = row["first_response_at"]
    return answered if answered is not None and answered.day <= day else None


@metric("funnel.response_sla", "share")
def response_sla(q):
    limit = q.snapshot.manifest.response_sla_hours * 3600
    met = counted = 0
    for lead in leads(q):
        created, answered = lead.row["created_at"], response(lead.row, q.A)
        if created.bare or (answered is not None and answered.bare):
            continue
        if answered is None and created.instant + limit > end_of(q, q.A):
            continue
        counted += 1
        if answered is not None and answered.instant - created.instant <= limit:
            met += 1
    return Ratio(met, counted)


@metric("funnel.hot_untouched", "count")
def hot_untouched(q):
    manifest = q.snapshot.manifest
    limit = manifest.response_sla_hours * 3600
    found = 0
    for row in q.rows("leads"):
        known = row["created_at"].day <= q.A
        hot = row["score"] is not None and row["score"] >= manifest.hot_lead_score
        untouched = response(row, q.A) is None and not happened(row["disqualified_date"], q.A)
        if known and hot and untouched and end_of(q, q.A) - row["created_at"].instant > limit:
            found += 1
    return found


# -- tables


def by_source(items):
    found = {}
    for item in items:
        found.setdefault(item.deal.row["source"] or NONE, []).append(item)
    return found


def or_nothing(function, q):
    try:
        return function(q)
    except Undefined:
        return None


def sources(q):
    """Lead cells are null when leads are undefined, deal cells when deals are; without either there is no table."""
    has_source = q.snapshot.has_column
    found_leads = or_nothing(leads, q) if has_source("leads", "source") else None
    created = or_nothing(C_P, q) if has_source("deals", "source") else None
    if found_leads is None and created is None:
        raise Undefined("neither leads nor deals can be told apart by source")
    by_name = {}
    for lead in found_leads or []:
        by_name.setdefault(lead.row["source"] or NONE, []).append(lead)
    deals_known = created is not None
    created, won, lost = (by_source(part(q)) if deals_known else {} for part in (C_P, W_P, L_P))
    rows = []
    for source in sorted({*by_name, *created, *won, *lost}, key=lambda text: text.encode()):
        of_source = by_name.get(source, [])
        won_here, closed = won.get(source, []), len(won.get(source, [])) + len(lost.get(source, []))
        row = {"source": source, "leads": len(of_source)}
        for name, step in (("mql", "mql"), ("sql", "sql"), ("meetings", "meeting"), ("opportunities", "opportunity"),
                           ("won", "won")):
            row[name] = sum(getattr(lead, step) for lead in of_source)
        if found_leads is None:
            row.update(dict.fromkeys(("leads", "mql", "sql", "meetings", "opportunities", "won")))
        row.update(created=total(created.get(source, [])), won_amount=total(won_here),
                   win_rate=values.Fraction(len(won_here), closed) if closed else None)
        if not deals_known:
            row.update(created=None, won_amount=None, win_rate=None)
        rows.append(row)
    return rows


def channels(q):
    q.require("spend", "deals")
    margin_share = q.snapshot.manifest.gross_margin
    spend = {}
    for row in q.rows("spend"):
        if q.in_elapsed(row["date"]):
            spend[row["channel"]] = spend.get(row["channel"], 0) + row["amount"]
    created, won = by_source(C_P(q)), by_source(W_P(q))
    has_source = q.snapshot.has_column("deals", "source")
    rows = []
    for channel in sorted(spend, key=lambda text: text.encode()):
        won_here = total(won.get(channel, []))
        margin = None
        if margin_share is not None:
            margin = values.times_share(won_here, margin_share) - spend[channel]
        rows.append({"channel": channel, "spend": spend[channel], "created": total(created.get(channel, [])),
                     "won": won_here, "margin": margin,
                     "margin_share": values.Fraction(margin, won_here) if margin is not None and won_here else None})
        if not has_source:
            rows[-1].update(dict.fromkeys(("created", "won", "margin", "margin_share")))
    return rows
