"""A reader of CSV text by the rules of the snapshot format (RFC 4180 and what a bad quote does)."""


class NoCSV(ValueError):
    """A file that is no CSV at all."""


BAD_QUOTE = object()  # the row of a quote that never closes, or that closes before other text


def records(data):
    """Yields lists of cells (bytes), or BAD_QUOTE for a row that cannot be read."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:65536]:
        raise NoCSV("not UTF-8 text")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    at, end = 0, len(data)
    while at < end:
        if data.startswith(b"\n", at):
            at += 1
            continue
        if data.startswith(b"\r\n", at):
            at += 2
            continue
        cells = []
        while True:
            if data.startswith(b'"', at):
                opened = at
                cell, at = _quoted(data, at)
                if cell is None:
                    line_end = data.find(b"\n", opened)
                    at = end if line_end < 0 else line_end + 1
                    cells = BAD_QUOTE
                    break
            else:
                stop = _end_of_plain(data, at)
                cell, at = data[at:stop], stop
                if data.startswith(b"\n", at) and cell.endswith(b"\r"):
                    cell = cell[:-1]
            cells.append(cell)
            if data.startswith(b",", at):
                at += 1
                continue
            if data.startswith(b"\r\n", at):
                at += 2
            elif data.startswith(b"\n", at):
                at += 1
            break
        yield cells


def _end_of_plain(data, at):
    comma, line = data.find(b",", at), data.find(b"\n", at)
    stops = [place for place in (comma, line) if place >= 0]
    return min(stops) if stops else len(data)


def _quoted(data, at):
    """The cell whose opening quote is at `at` and the place after its closing quote; None when it is faulty."""
    parts, at = [], at + 1
    while True:
        close = data.find(b'"', at)
        if close < 0:
            return None, at
        parts.append(data[at:close])
        at = close + 1
        if data.startswith(b'"', at):
            parts.append(b'"')
            at += 1
            continue
        if at == len(data) or data[at : at + 1] in (b",", b"\n") or data[at : at + 2] == b"\r\n":
            return b"".join(parts), at
        return None, at
