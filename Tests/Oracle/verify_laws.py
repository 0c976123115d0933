"""Asks invented snapshots whether the laws hold: verify_laws.py [--seeds FIRST..LAST] [--questions N]"""

import argparse
import collections
import concurrent.futures
import os
import random
import shutil
import sys
import tempfile
import traceback

import compare
import fuzz
import laws
from load import Broken
from snapshot import Snapshot


def one_seed(seed, folder, count):
    place = os.path.join(folder, f"s{seed}")
    fuzz.Company(seed, place).write()
    company = fuzz.Company(seed, place)
    try:
        snapshot = Snapshot(place)
        if snapshot.as_of is None:
            return []
    except Broken:
        return []
    found = [({}, laws.check_counts(snapshot, place))]
    company.has_history = snapshot.has("deal_history")
    for number, asked in enumerate(fuzz.questions(seed, company, snapshot.as_of, count)):
        try:
            status, out, err = compare.run("kpis", place, asked, "--json")
            if status != 0:
                found.append((asked, [("kpis", 0, err)]))
                continue
            printed = compare.read_json(out)
            chooser = random.Random(seed * 31 + number)
            differences = []
            differences += laws.deals_add_up(snapshot, place, asked, printed)
            differences += laws.movement_agrees(snapshot, place, asked, printed)
            differences += laws.own_day_is_the_default(snapshot, place, asked, out)
            differences += laws.shuffled_rows(snapshot, place, asked, out, seed)
            differences += laws.formula_recomputes(snapshot, place, asked, printed, chooser.sample(compare.ORDER, 10))
            if number == 1:
                differences += laws.owners_add_up(snapshot, place, asked, printed)
            found.append((asked, differences))
        except Exception:
            found.append((asked, [("the check fails", traceback.format_exc(limit=-3), "")]))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1..30")
    parser.add_argument("--questions", type=int, default=4)
    parser.add_argument("--stop", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(".."))
    folder = tempfile.mkdtemp(prefix="oracle-")
    asked = wrong = 0
    places = collections.Counter()
    seeds = range(first, last + 1)
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for seed, found in zip(seeds, pool.map(one_seed, seeds, [folder] * len(seeds), [options.questions] * len(seeds))):
            for question, differences in found:
                asked += 1
                wrong += bool(differences)
                for place, ours, theirs in differences:
                    places[place.split(":")[0]] += 1
                    if wrong <= options.stop:
                        print(f"seed {seed}: {' '.join(compare.arguments('', question))}\n  {place}\n      expected {ours}\n      program  {theirs}")
    for place, count in places.most_common(40):
        print(f"{count:6} {place}")
    print(f"{asked} questions, {wrong} with differences")
    shutil.rmtree(folder)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
