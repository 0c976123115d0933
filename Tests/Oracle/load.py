"""Reading a snapshot folder: which rows are accepted, ignored or set aside, and what their cells mean."""

import os

import csvtext
import manifest
import schema
import values


IGNORED = object()  # a history row of another field


class Broken(ValueError):
    """The folder cannot be read as a snapshot."""


class Table:
    """The accepted rows (dictionaries of column to value, None for blank) of one file."""

    def __init__(self, columns):
        self.columns = columns  # names in the file that the format knows
        self.rows = []
        self.read = self.ignored = self.set_aside = 0

    @property
    def accepted(self):
        return len(self.rows)


class Tables:
    """All files of a snapshot; a missing one is None."""

    def __init__(self, folder):
        entries = {}
        path = os.path.join(folder, "revtop.yaml")
        if os.path.exists(path):
            with open(path, encoding="utf-8-sig") as file:
                entries = manifest.parse(file.read())
        self.manifest = manifest.Manifest(entries, os.path.basename(os.path.normpath(folder)))
        self.zone = values.parse_zone(self.manifest.time_zone)
        self.by_name = {}
        for name in schema.TABLES:
            path = os.path.join(folder, name + ".csv")
            if os.path.exists(path):
                with open(path, "rb") as file:
                    self.by_name[name] = self._read(name, file.read())
        if "deals" not in self.by_name:
            raise Broken("deals.csv is missing")

    def table(self, name):
        return self.by_name.get(name)

    def has_column(self, table, column):
        return table in self.by_name and column in self.by_name[table].columns

    # -- one file

    def _read(self, name, data):
        try:
            records = iter(list(csvtext.records(data)))
        except csvtext.NoCSV as error:
            raise Broken(f"{name}.csv: {error}") from error
        header = next(records, [])
        if header is csvtext.BAD_QUOTE:
            raise Broken(f"{name}.csv: the header cannot be read")
        header = [cell.decode("utf-8", "replace").strip() for cell in header]
        places = {}
        for place, title in enumerate(header):
            places.setdefault(title, place)
        columns = schema.COLUMNS[name]
        for column in columns:
            if column.required and column.name not in places:
                raise Broken(f"{name}.csv: no column {column.name}")
        table = Table({column.name for column in columns if column.name in places})
        seen = set()
        for cells in records:
            table.read += 1
            row = self._row(name, columns, places, len(header), cells)
            if row is IGNORED:
                table.ignored += 1
                continue
            key = row and self._key(name, columns, row)
            if row is None or (key is not None and key in seen):
                table.set_aside += 1
            else:
                seen.add(key)
                row["#"] = len(table.rows)  # file order
                table.rows.append(row)
        return table

    def _key(self, name, columns, row):
        if name == "stages":
            return (row["pipeline"], row["stage"])
        return row[columns[0].name] if columns[0].kind == "id" else None

    def _row(self, name, columns, places, width, cells):
        """The values of one record; None when it is set aside."""
        if cells is csvtext.BAD_QUOTE or len(cells) > width:
            return None
        try:
            texts = [cell.decode("utf-8") for cell in cells]
        except UnicodeDecodeError:
            return None
        raw = {}
        for column in columns:
            place = places.get(column.name)
            text = texts[place] if place is not None and place < len(texts) else ""
            raw[column.name] = text if text.strip() else None
        if name == "deal_history" and raw["field"] and raw["field"] not in schema.HISTORY_FIELDS:
            return IGNORED  # whatever else is wrong with it
        rate = 1
        if "currency" in raw:
            rate = self.manifest.rate(raw["currency"])
            if rate is None:
                return None
        row = {"rate": rate}
        for column in columns:
            value = self._value(column.kind, raw[column.name], rate)
            if value is None and column.required:
                return None
            row[column.name] = value
        if name == "stages" and row["outcome"] not in schema.OUTCOMES:
            return None
        return row

    def _value(self, kind, text, rate):
        """The value of a cell; None when it is blank or cannot be read."""
        if text is None or kind in ("id", "text"):
            return text
        text = text.strip()
        try:
            if kind == "day":
                return values.parse_stamp(text, self.zone).day
            if kind == "stamp":
                return values.parse_stamp(text, self.zone)
            if kind == "money":
                return values.parse_money(text, rate)
            if kind == "share":
                return values.parse_share(text)
            if kind == "flag":
                return values.parse_flag(text)
            if kind == "integer":
                return values.parse_integer(text)
            return values.parse_decimal(text)
        except values.Unreadable:
            return None

    def history_value(self, field, text, rate):
        """old_value or new_value of a history row, read as the field's own kind."""
        kind = {"amount": "money", "close_date": "day"}.get(field, "text")
        return self._value(kind, text, rate)
