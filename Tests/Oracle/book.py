"""The whole answer to a question, in the shape and order of `revtop kpis --json`, with exact values."""

import answers
import bookings
import movement
import pipeline
import retention
import funnel
import team
import cash
import hygiene
import values
from question import Undefined

GIVEN = ("forecast.p10", "forecast.p50", "forecast.p90", "forecast.attain_probability", "forecast.confidence",
         "forecast.accuracy")  # estimates: taken as the program gives them

TABLES = {
    "stages": pipeline.stages,
    "aging": pipeline.aging,
    "created_weekly": pipeline.created_weekly,
    "movement": lambda q: movement.table(q, movement.of_week(q)),
    "mrr_movement": retention.mrr_movement,
    "retention_monthly": retention.retention_monthly,
    "sources": funnel.sources,
    "channels": funnel.channels,
    "owners": team.owners,
}


def kpis(q, given):
    """`given`: {id: exact value or None} of the estimates."""

    def take(identifier):
        def function(question):
            found = given.get(identifier)
            if found is None:
                raise Undefined("given as undefined")
            return found

        return function

    for identifier in GIVEN:
        answers.BOOK[identifier] = ("given", take(identifier))
    metrics = {identifier: answers.answer(q, identifier) for identifier in answers.BOOK if identifier not in GIVEN}
    tables, reasons = {}, {}
    for name, make in TABLES.items():
        try:
            tables[name] = make(q)
        except Undefined as undefined:
            tables[name], reasons[name] = None, str(undefined)
    return {
        "snapshot": q.snapshot.manifest.name,
        "as_of": values.text_of_day(q.A),
        "currency": q.snapshot.manifest.currency,
        "period": {"label": q.P.label, "start": values.text_of_day(q.P.start), "end": values.text_of_day(q.P.end)},
        "filters": q.filters,
        "metrics": metrics,
        "tables": tables,
        "table_reasons": reasons,
    }
