"""Laws that hold for every question, whatever the numbers are: rows add up to the number, formulas recompute,
owners add up to the whole, the snapshot's own day is no special day, the order of rows does not matter."""

import json
import math
import os
import random
import shutil

import compare
import movement
import schema
import values
from compare import Differences, read_json, run
from snapshot import NONE
from question import Undefined

# Metrics whose value is the sum of the amounts, or the number, of the deals listed for them.
SUMS = ("pipeline.open", "pipeline.open_all", "pipeline.created", "pipeline.past_due", "pipeline.before_period",
        "pipeline.pushed", "bookings.won", "bookings.lost", "cash.unbilled")
COUNTS = ("pipeline.open_count", "pipeline.open_all_count", "pipeline.created_count", "bookings.count", "hygiene.no_amount",
          "hygiene.past_due", "hygiene.no_owner", "hygiene.omitted", "onboarding.not_started")
ADDITIVE = ("pipeline.open", "pipeline.open_count", "pipeline.open_all", "pipeline.weighted", "pipeline.created",
            "pipeline.past_due", "pipeline.before_period", "bookings.won", "bookings.count", "bookings.lost",
            "forecast.commit", "forecast.best_case", "forecast.upside", "cash.unbilled", "cash.mismatch",
            "hygiene.omitted", "hygiene.no_amount", "hygiene.past_due")


def amount(number):
    return values.Fraction(number.text)


def deals_add_up(snapshot, folder, asked, printed):
    """revtop deals --metric: the rows and their sum are the number."""
    found = Differences()
    chooser = random.Random(str(asked))
    for identifier in chooser.sample(SUMS, 2) + chooser.sample(COUNTS, 1):
        status, out, err = run("deals", folder, asked, f"--metric={identifier}", "--json")
        metric = printed["metrics"][identifier]
        if metric["value"] is None:
            if status == 0:
                found.note(f"deals --metric {identifier}", "an error: " + metric["reason"], out[:200])
            continue
        if status != 0:
            found.note(f"deals --metric {identifier}", "status 0", f"{status}: {err}")
            continue
        listed = read_json(out)
        if len(listed["deals"]) != int(listed["count"]):
            found.note(f"deals --metric {identifier} count", len(listed["deals"]), listed["count"])
        total = sum(amount(row["amount"]) for row in listed["deals"] if row["amount"] is not None)
        if identifier != "pipeline.pushed" and total != amount(listed["amount"]):
            found.note(f"deals --metric {identifier} amounts", total, listed["amount"])
        of_number = listed["amount"] if identifier in SUMS else listed["count"]
        if amount(of_number) != amount(metric["value"]):
            found.note(f"deals --metric {identifier} against the number", metric["value"], of_number)
    return found


def movement_agrees(snapshot, folder, asked, printed):
    """revtop movement --json: the book's movement; the deals of a bucket are its count."""
    found = Differences()
    status, out, err = run("movement", folder, asked, "--json")
    q = compare.question(snapshot, asked)
    try:
        expected = movement.table(q, movement.of_week(q))
    except Undefined:
        if status == 0:
            found.note("movement", "an error", out[:100])
        return found
    if status != 0:
        found.note("movement", "status 0", f"{status}: {err}")
        return found
    compare.compare_table("movement", expected, read_json(out)["movement"], found)
    bucket = random.Random(str(asked)).choice((*movement.ENTRIES, *movement.EXITS))
    status, out, err = run("deals", folder, asked, f"--bucket={bucket}", "--json")
    if status != 0 or int(read_json(out)["count"]) != expected[bucket]["count"]:
        found.note(f"deals --bucket {bucket}", expected[bucket]["count"], out[:300] or err)
    return found


def check_counts(snapshot, folder):
    """revtop check --json: rows read, accepted, ignored and set aside, and the exit status."""
    found = Differences()
    status, out, _ = run("check", folder, {}, "--json")
    report = json.loads(out)
    aside = 0
    listed = {table["file"]: table for table in report["tables"]}
    for name in schema.TABLES:
        table = snapshot.files.table(name)
        theirs = listed.get(name + ".csv")
        if table is None:
            if theirs is not None and theirs["present"]:
                found.note("check " + name, "absent", theirs)
            continue
        ours = {"read": table.read, "accepted": table.accepted, "ignored": table.ignored, "set_aside": table.set_aside}
        aside += table.set_aside
        if any(theirs[key] != ours[key] for key in ours):
            found.note("check " + name, ours, {key: theirs[key] for key in ours})
    if status != (1 if aside else 0):
        found.note("check: exit status", 1 if aside else 0, status)
    return found


def own_day_is_the_default(snapshot, folder, asked, printed_text):
    """The snapshot's own day, named, gives the same bytes."""
    found = Differences()
    if not asked.get("as_of"):
        _, out, _ = run("kpis", folder, dict(asked, as_of=values.text_of_day(snapshot.as_of)), "--json")
        if out != printed_text:
            found.note("the snapshot's own day", "the same bytes", "others")
    return found


def owners_add_up(snapshot, folder, asked, printed):
    """The sums over all owners are the whole."""
    found = Differences()
    filters = asked.get("filters", {})
    if "owner" in filters or "team" in filters or not snapshot.has_column("deals", "owner_id"):
        return found
    state_owners = {NONE} | {snapshot.state(deal, values.day(printed["as_of"])).owner or NONE
                             for deal in snapshot.deals if snapshot.state(deal, values.day(printed["as_of"]))}
    owners = {owner if not snapshot.has("people") or owner in snapshot.people else NONE for owner in state_owners}
    sums = dict.fromkeys(ADDITIVE, 0)
    known = set(ADDITIVE)
    for owner in owners:
        status, out, err = run("kpis", folder, dict(asked, filters=dict(filters, owner=[owner])), "--json")
        if status != 0:
            found.note("owners add up", "status 0", err)
            return found
        metrics = read_json(out)["metrics"]
        for identifier in ADDITIVE:
            number = metrics[identifier]["value"]
            if number is None:
                known.discard(identifier)
            else:
                sums[identifier] += amount(number)
    for identifier in known:
        whole = printed["metrics"][identifier]["value"]
        if whole is not None and amount(whole) != sums[identifier]:
            found.note("sum over all owners of " + identifier, sums[identifier], whole)
    return found


def shuffled_rows(snapshot, folder, asked, printed_text, seed):
    """The order of rows changes nothing, in tables whose file order means nothing."""
    found = Differences()
    other = folder + "-shuffled"
    shutil.copytree(folder, other, dirs_exist_ok=True)
    chooser = random.Random(seed)
    for name in ("deals", "people", "stages", "activities", "leads", "quotas", "subscriptions", "spend", "costs", "payouts", "onboarding"):
        path = os.path.join(other, name + ".csv")
        table = snapshot.files.table(name)
        if table is None or table.set_aside:
            continue
        with open(path, "rb") as file:
            data = file.read()
        if b'"' in data and any(b"\n" in cell for cell in data.split(b'"')[1::2]):
            continue  # a row of several lines
        head, *lines = data.split(b"\n")
        ending = b"\r" if head.endswith(b"\r") else b""
        lines = [line.rstrip(b"\r") + ending for line in lines if line.strip(b"\r")]
        chooser.shuffle(lines)
        with open(path, "wb") as file:
            file.write(b"\n".join([head, *lines]) + b"\n")
    _, out, err = run("kpis", other, asked, "--json")
    shutil.rmtree(other)
    if snapshot.manifest.name == os.path.basename(folder):
        out = out.replace(os.path.basename(other), os.path.basename(folder))
    if out != printed_text:
        mine, theirs = printed_text.splitlines(), out.splitlines()
        different = [f"{a.strip()} | {b.strip()}" for a, b in zip(mine, theirs) if a != b][:4]
        found.note("shuffled rows", "the same bytes", different or err)
    return found


# -- the printed formula

FUNCTIONS = {"min": min, "max": max, "abs": abs}


def formula_recomputes(snapshot, folder, asked, printed, identifiers):
    """revtop explain ID --json: the substituted formula gives the printed result, and the result is the number."""
    found = Differences()
    question = {key: value for key, value in asked.items() if key != "since"}
    for identifier in identifiers:
        call = [compare.PROGRAM, "explain", identifier, *compare.arguments(folder, question), "--json"]
        done = compare.subprocess.run(call, capture_output=True, timeout=120)
        if done.returncode != 0:
            found.note("explain " + identifier, "status 0", done.stderr.decode())
            continue
        said = read_json(done.stdout.decode())
        result = said["result"]["value"]
        number = printed["metrics"][identifier]["value"]
        if str(getattr(result, "text", result)) != str(getattr(number, "text", number)):
            found.note(f"explain {identifier} result", number, result)
        if result is None or isinstance(result, bool):
            continue
        text = said.get("substituted")
        if not text or not all(c in "0123456789.+-*/(), eEminaxbs" for c in text):
            continue
        try:
            recomputed = eval(text.replace("^", "**"), {"__builtins__": {}}, FUNCTIONS)
        except Exception as error:
            found.note(f"explain {identifier} formula", text, repr(error))
            continue
        slack = 0.005000001 if said["result"]["unit"].startswith("money") else 0
        if not math.isclose(recomputed, result, rel_tol=1e-12, abs_tol=slack):
            found.note(f"explain {identifier}: {text}", recomputed, result)
    return found
