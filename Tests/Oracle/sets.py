"""The sets of deals that the book's numbers are made of: O, O(P), W, L, C."""


class Item:
    """A deal with its state at A."""

    __slots__ = ("deal", "state")

    def __init__(self, deal, state):
        self.deal, self.state = deal, state

    @property
    def amount(self):
        return self.state.value


def sales(q):
    """Sales deals in F that exist at A."""

    def make():
        q.require("deals")
        items = []
        for deal in q.snapshot.deals:
            state = q.snapshot.state(deal, q.A)
            if state is not None and q.deal_passes(deal, state):
                items.append(Item(deal, state))
        return items

    return q.once("sales", make)


def O(q):
    return q.once("O", lambda: [item for item in sales(q) if item.state.counts_as_pipeline])


def O_P(q):
    return q.once("O_P", lambda: [item for item in O(q) if q.P.holds(item.state.close)])


def won(q, span):
    return [item for item in sales(q) if item.state.is_won and inside(item.state.closed, span)]


def lost(q, span):
    return [item for item in sales(q) if item.state.is_lost and inside(item.state.closed, span)]


def W_P(q):
    return q.once("W_P", lambda: won(q, (q.P.start, q.P.end)))


def L_P(q):
    return q.once("L_P", lambda: lost(q, (q.P.start, q.P.end)))


def W_T(q):
    return q.once("W_T", lambda: won(q, q.T))


def L_T(q):
    return q.once("L_T", lambda: lost(q, q.T))


def C(q, span):
    return [item for item in sales(q) if inside(item.deal.created, span) and item.deal.created <= q.A]


def C_P(q):
    return q.once("C_P", lambda: C(q, (q.P.start, q.P.end)))


def inside(day, span):
    return day is not None and span[0] <= day <= span[1]


def total(items):
    return sum(item.amount for item in items)
