"""What a metric answers: a value with its unit, and how the book of all metrics is kept."""

from fractions import Fraction

import values
from question import Undefined

BOOK = {}  # id: (unit, function of the question), in the order of the book


def metric(identifier, unit):
    def register(function):
        BOOK[identifier] = (unit, function)
        return function

    return register


class Ratio:
    """One division: it carries numerator and denominator."""

    def __init__(self, numerator, denominator, why="there is nothing to divide by"):
        if denominator == 0:
            raise Undefined(why)
        self.numerator, self.denominator = numerator, denominator
        self.value = Fraction(numerator) / Fraction(denominator)


class Extra:
    """A value with a further key, such as `excluded` or `count`."""

    def __init__(self, value, **keys):
        self.value, self.keys = value, keys


def is_money(unit):
    return unit.startswith("money")


def answer(q, identifier):
    """{"value", "unit", ...} as in the book's JSON, with exact values; money in hundredths."""

    def make():
        unit, function = BOOK[identifier]
        try:
            result = function(q)
        except Undefined as undefined:
            return {"value": None, "unit": unit, "reason": str(undefined)}
        found = {"value": result, "unit": unit}
        if isinstance(result, Ratio):
            found["value"] = result.value
            if unit in ("share", "x"):
                found["numerator"], found["denominator"] = result.numerator, result.denominator
        elif isinstance(result, Extra):
            found["value"] = result.value
            found.update(result.keys)
        return found

    return q.once("answer " + identifier, make)


def value(q, identifier):
    """The exact value of a metric; raises Undefined."""
    found = answer(q, identifier)
    if found["value"] is None:
        raise Undefined(found["reason"])
    return found["value"]


def value_or_none(q, identifier):
    return answer(q, identifier)["value"]


def median_or_undefined(numbers):
    found = values.median(numbers)
    if found is None:
        raise Undefined("nothing to take the median of")
    return found
