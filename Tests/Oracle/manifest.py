"""revtop.yaml: the small part of YAML that a manifest uses, and its defaults."""

from fractions import Fraction


class Manifest:
    def __init__(self, entries, folder_name):
        def number(key):
            return Fraction(entries[key]) if key in entries else None

        self.name = entries.get("name", folder_name)
        self.as_of = entries.get("as_of")
        self.currency = entries.get("currency", "USD")
        self.rates = {code: Fraction(rate) for code, rate in entries.get("exchange_rates", {}).items()}
        self.time_zone = entries.get("time_zone", "UTC")
        self.fiscal_start = int(entries.get("fiscal_year_start_month", "1"))
        self.gross_margin = number("gross_margin")
        self.marketing_sources = entries.get("marketing_sources")
        self.response_sla_hours = number("response_sla_hours") or Fraction(24)
        if "response_sla_hours" in entries:
            self.response_sla_hours = number("response_sla_hours")
        self.hot_lead_score = number("hot_lead_score") if "hot_lead_score" in entries else Fraction(80)
        self.tools = int(entries["tools"]) if "tools" in entries else None

    def rate(self, code):
        """Units of the reporting currency for one unit of `code`; None when there is no such rate."""
        if code is None or code == self.currency:
            return Fraction(1)
        return self.rates.get(code)


def parse(text):
    """`key: value` lines; a value is a plain or quoted scalar, an inline list or an inline map. A key without a
    value opens a block of indented `key: value` or `- item` lines."""
    entries, block = {}, None
    for line in text.splitlines():
        line = _without_comment(line)
        if not line.strip():
            continue
        if line[0] in " \t" or line.startswith("- "):
            inner = line.strip()
            if inner.startswith("- "):
                if not isinstance(entries.get(block), list):
                    entries[block] = []
                entries[block].append(_scalar(inner[2:]))
            else:
                key, _, value = inner.partition(":")
                if not isinstance(entries.get(block), dict):
                    entries[block] = {}
                entries[block][_scalar(key)] = _value(value)
            continue
        key, _, value = line.partition(":")
        block = key.strip()
        if value.strip():
            entries[block] = _value(value)
        else:
            entries[block] = {}
    return entries


def _without_comment(line):
    quote = None
    for index, character in enumerate(line):
        if quote:
            quote = None if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "#" and (index == 0 or line[index - 1] in " \t"):
            return line[:index]
    return line


def _value(text):
    text = text.strip()
    if text.startswith("["):
        return [_scalar(item) for item in _split(text[1:-1])]
    if text.startswith("{"):
        pairs = (item.partition(":") for item in _split(text[1:-1]))
        return {_scalar(key): _scalar(value) for key, _, value in pairs}
    return _scalar(text)


def _split(text):
    items, quote, current = [], None, ""
    for character in text:
        if quote:
            quote = None if character == quote else quote
        elif character in "\"'":
            quote = character
        if character == "," and not quote:
            items.append(current)
            current = ""
        else:
            current += character
    if current.strip():
        items.append(current)
    return items


def _scalar(text):
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    return text
