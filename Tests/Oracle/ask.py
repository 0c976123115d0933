"""One question by hand: ask.py FOLDER [--as-of=DAY] [--period=P] [--since=DAY] [--owner=X]..."""

import sys

from compare import DIMENSIONS, compare_kpis
from snapshot import Snapshot


def main():
    asked = {"filters": {}}
    for option in sys.argv[2:]:
        key, _, value = option[2:].partition("=")
        if key in DIMENSIONS:
            asked["filters"].setdefault(key, []).append(value)
        else:
            asked[key.replace("-", "_")] = value
    for difference in compare_kpis(Snapshot(sys.argv[1]), sys.argv[1], asked):
        print("%s\n    oracle  %s\n    program %s" % difference)


main()
