"""Values of the snapshot format: days, time stamps, money, shares, flags, and exact rounding.

Days are ordinals (integers), money is an integer of hundredths, shares are fractions. Nothing here is a float.
"""

import datetime
import re
from fractions import Fraction
from zoneinfo import ZoneInfo


class Unreadable(ValueError):
    """A cell whose text is no value of its kind."""


# -- days and instants ---------------------------------------------------------------------------

STAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


class Stamp:
    """A moment of the data: its day in the manifest's zone, its instant, and whether it was a bare day."""

    def __init__(self, day, instant, bare):
        self.day, self.instant, self.bare = day, instant, bare


def parse_stamp(text, zone):
    match = STAMP.fullmatch(text)
    if not match:
        raise Unreadable(text)
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable(text) from error
    if hour is None:
        return Stamp(date.toordinal(), first_instant(date.toordinal(), zone), True)
    hour, minute, second = int(hour), int(minute), int(second or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable(text)
    part = Fraction(int(fraction), 10 ** len(fraction)) if fraction else Fraction(0)
    local = datetime.datetime(date.year, date.month, date.day, hour, minute, second)
    if offset is None:  # local time; the earlier of two when clocks go back
        return Stamp(date.toordinal(), _epoch(local.replace(tzinfo=zone, fold=0)) + part, False)
    if offset == "Z":
        shift = 0
    else:
        digits = offset[1:].replace(":", "")
        hours, minutes = int(digits[:2]), int(digits[2:])
        if hours > 23 or minutes > 59:
            raise Unreadable(text)
        shift = (hours * 60 + minutes) * (-60 if offset[0] == "-" else 60)
    seconds = _epoch(local.replace(tzinfo=datetime.timezone.utc)) - shift
    return Stamp(day_of_instant(seconds, zone), seconds + part, False)


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def _epoch(moment):
    difference = moment.astimezone(datetime.timezone.utc) - _EPOCH
    return difference.days * 86400 + difference.seconds


def day_of_instant(seconds, zone):
    moment = _EPOCH + datetime.timedelta(seconds=seconds)
    return moment.astimezone(zone).date().toordinal()


def first_instant(day, zone):
    """The first instant of a day; where clocks jump over midnight, the jump."""
    date = datetime.date.fromordinal(day)
    seconds = _epoch(datetime.datetime(date.year, date.month, date.day, tzinfo=zone, fold=0))
    while day_of_instant(seconds, zone) < day:
        seconds += 60
    return seconds


def parse_zone(name):
    return ZoneInfo(name)


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


def text_of_day(ordinal):
    return datetime.date.fromordinal(ordinal).isoformat()


def month_of(ordinal):
    """First and last day of the calendar month that holds the day."""
    date = datetime.date.fromordinal(ordinal)
    first = date.replace(day=1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return first.toordinal(), following.toordinal() - 1


# -- numbers -------------------------------------------------------------------------------------

DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
INTEGER = re.compile(r"-?[0-9]+", re.ASCII)


def parse_decimal(text):
    if not DECIMAL.fullmatch(text):
        raise Unreadable(text)
    return Fraction(text)


def parse_integer(text):
    if not INTEGER.fullmatch(text):
        raise Unreadable(text)
    return int(text)


def parse_money(text, rate=Fraction(1)):
    """Hundredths in the reporting currency, rounded half to even once, after conversion."""
    amount = half_even(parse_decimal(text) * rate * 100)
    if not -(2**63) <= amount < 2**63:
        raise Unreadable(text)
    return amount


def parse_share(text):
    value = Fraction(half_even(parse_decimal(text) * 10**9), 10**9)
    if not 0 <= value <= 1:
        raise Unreadable(text)
    return value


def parse_flag(text):
    lowered = text.lower()
    if lowered not in ("true", "false"):
        raise Unreadable(text)
    return lowered == "true"


def half_even(value):
    """The nearest whole number, of two the even one. `value` is an int or a fraction."""
    return round(Fraction(value))  # round() of a fraction is exact, half to even


def times_share(money, share):
    """Money x share: formed exactly, rounded once."""
    return half_even(money * Fraction(share))


def prorate(money, days_inside, days):
    return half_even(Fraction(money * days_inside, days))


def overlap(a0, a1, b0, b1):
    """Days that two inclusive spans have in common."""
    return max(0, min(a1, b1) - max(a0, b0) + 1)


def median(values):
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)
