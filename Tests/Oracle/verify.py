"""Asks thousands of questions about invented snapshots and prints where the program and the book differ.

verify.py [--seeds FIRST..LAST] [--questions N] [--stop N] [--folder SNAPSHOT]
With --folder the questions are about that snapshot, and the seeds choose them.
"""

import argparse
import collections
import concurrent.futures
import os
import shutil
import sys
import tempfile
import traceback

import compare
import fuzz
from load import Broken
from snapshot import Snapshot


def one_seed(seed, folder, count, is_given):
    """[(question, differences)] of one snapshot, invented or given."""
    place, found = folder, []
    if not is_given:
        place = os.path.join(folder, f"s{seed}")
        company = fuzz.Company(seed, place)
        company.write()
    try:
        snapshot = Snapshot(place)
        if snapshot.as_of is None:
            return []
    except Broken:
        return []
    if is_given:
        company = fuzz.Found(snapshot)
    for asked in fuzz.questions(seed, company, snapshot.as_of, count):
        try:
            found.append((asked, list(compare.compare_kpis(snapshot, place, asked))))
        except Exception:  # a fault of the oracle is a finding too
            found.append((asked, [("oracle fails", traceback.format_exc(limit=-3), "")]))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1..60")
    parser.add_argument("--questions", type=int, default=12)
    parser.add_argument("--folder")
    parser.add_argument("--stop", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(".."))
    folder = options.folder or tempfile.mkdtemp(prefix="oracle-")
    asked = wrong = shown = 0
    places = collections.Counter()
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        seeds = range(first, last + 1)
        work = pool.map(one_seed, seeds, *([value] * len(seeds) for value in (folder, options.questions, bool(options.folder))))
        for seed, found in zip(seeds, work):
            for question, differences in found:
                asked += 1
                wrong += bool(differences)
                for place, ours, theirs in differences:
                    places[place.split("[")[0] + "".join(place.partition("].")[1:])] += 1
                if differences and shown < options.stop:
                    shown += 1
                    print(f"seed {seed}: {' '.join(compare.arguments('', question))}")
                    for difference in differences[:12]:
                        print("  %s\n      book    %s\n      program %s" % difference)
    for place, count in places.most_common(60):
        print(f"{count:6} {place}")
    print(f"{asked} questions, {wrong} with differences")
    if not options.folder:
        shutil.rmtree(folder)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
