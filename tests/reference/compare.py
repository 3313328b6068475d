#!/usr/bin/env python3
"""Runs `lsr` and the slow reference on the same random logs and tells where they differ.

    compare.py --lsr PATH_TO_BINARY [--seeds A..B] [--scope orders|joined|all|calendar|planning|changes]
               [--forms | --form NAME] [--keep DIR] [--ignore KEY] [--strict-stream] [--strict-clocks]

--scope     orders: FILEs alone (the default); joined: with --shipments, --scans and
            --handling-times; all: odd seeds joined, even ones not; calendar: no logs, but `lsr calendar`
            and three `lsr deadline` for a random policy (366 seeds in a row hold every handling time);
            planning: `lsr plan` (twice), `trend`, `handling` and `forecast`; changes: a report or plan of an
            older state of a log, then a report with --by and a plan of the new one, both with --since that first run
--forms     writes each log in other forms too: in every encoding, with every line end, packed, with its
            columns shuffled, split over several FILEs, on standard input.  Each must give the same
            report (`input.files` aside; `input.warnings` too where it was split)
--form      one of these forms alone (a part of its name will do)
--keep      writes the logs to DIR/SEED and leaves them there
--ignore    a key of the report not to compare, as `input.warnings`, or `years`: whether the years of
            the holidays are spoken of (repeatable); of planning `says`, `status` (the exit status) or a
            command; of changes all that begins so, as `since.newly_late` or `breakdowns.sku`

On standard input `lsr` may read ahead and so know more of a column's date order than a strict
stream shows; where the reference ends with the stream rule of SPEC 2 and the program gives what
the same log gives as a file, the seed passes, with a note.  --strict-stream makes it a failure.
Zone files may list clock changes up to 2037 alone; where `lsr deadline` differs only in instants after
that, the seed passes, with a note.  --strict-clocks makes it a failure.
"""

import argparse
import collections
import csv
import io
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

import random_logs
import slow_lsr


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err


def run_reference(arguments, folder):
    out, err = io.StringIO(), io.StringIO()
    before, stdin, stderr = os.getcwd(), sys.stdin, sys.stderr
    os.chdir(folder)
    try:
        sys.stderr = err                                        # argparse's own words
        if "-" in arguments:
            sys.stdin = open("stdin.csv", encoding="latin-1", newline="")    # read by its bytes
        status = slow_lsr.run(arguments, out, err)
    except SystemExit as usage:
        status = usage.code
    finally:
        if sys.stdin is not stdin:
            sys.stdin.close()
        sys.stdin, sys.stderr = stdin, stderr
        os.chdir(before)
    return Result(status, out.getvalue(), err.getvalue())


def run_lsr(binary, arguments, folder):
    stdin = subprocess.DEVNULL
    if "-" in arguments:
        stdin = open(os.path.join(folder, "stdin.csv"), "rb")
    try:
        done = subprocess.run([binary] + arguments, cwd=folder, stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60)
        status = done.returncode
        out, err = done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        status, out, err = "more than 60 s", b"", b""
    finally:
        if stdin is not subprocess.DEVNULL:
            stdin.close()
    return Result(status, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def same_value(a, b):
    if isinstance(a, float) or isinstance(b, float):
        return (isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool)
                and abs(a - b) < 1e-9)
    if isinstance(a, str) and isinstance(b, str) and a.endswith("+00:00"):
        return b in (a, a[:-6] + "Z")
    return type(a) is type(b) and a == b


def differences(expected, got, path=""):
    """Every key of the reference; keys that only the program has are its own affair."""
    found = []
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return [(path, got, expected)]
        for key, value in expected.items():
            where = f"{path}.{key}" if path else key
            if key not in got:
                found.append((where, "(no such key)", value))
            else:
                found += differences(value, got[key], where)
        in_order = [key for key in got if key in expected]
        if sorted(in_order) == sorted(expected) and in_order != list(expected):
            found.append((f"{path} (order of keys)", in_order, list(expected)))
    elif isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return [(path, got, expected)]
        for number, (a, b) in enumerate(zip(expected, got)):
            found += differences(a, b, f"{path}[{number}]")
    elif not same_value(expected, got):
        found.append((path, got, expected))
    return found


def compare_report(reference, lsr, ignored):
    found = []
    if reference.status != lsr.status:
        found.append(("exit status", lsr.status, reference.status))
    if reference.out == "" or lsr.out.strip() == "":
        if (reference.out == "") != (lsr.out.strip() == ""):
            found.append(("standard output", lsr.out[:200], reference.out[:200]))
        return found
    try:
        got = json.loads(lsr.out)
    except ValueError as error:
        return found + [("json", str(error), "a document")]
    found += [d for d in differences(json.loads(reference.out), got) if d[0] not in ignored]
    return found


def compare_lines(expected, got, what):
    found = []
    if len(expected) != len(got):
        found.append((f"{what}: number of lines", len(got), len(expected)))
    for number, (a, b) in enumerate(zip(expected, got), 1):
        found += differences(a, b, f"{what} {number}"
                             + (f" (order {a['order_id']})" if isinstance(a, dict) else ""))
    return found


def compare_orders(reference, lsr, kind):
    found = []
    if reference.status != lsr.status:
        found.append(("orders: exit status", lsr.status, reference.status))
    try:
        if kind == "jsonl":
            expected = [json.loads(line) for line in reference.out.splitlines()]
            got = [json.loads(line) for line in lsr.out.splitlines()]
        else:
            expected = list(csv.reader(io.StringIO(reference.out, newline="")))
            got = list(csv.reader(io.StringIO(lsr.out, newline="")))
    except (ValueError, csv.Error) as error:
        return found + [(f"orders {kind}", str(error), "readable")]
    return found + compare_lines(expected, got, "orders line")


def rejected_of_reference(err, names):
    """{(file, line)} from the reference's `FILE:LINE: ...`."""
    rejected = set()
    for line in err.splitlines():
        for name in names:
            if line.startswith(name + ":"):
                number = line[len(name) + 1:].split(":")[0]
                if number.isdigit():
                    rejected.add((name, int(number)))
    return rejected


def rejected_of_lsr(path):
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rejected = set()
    for row in rows:
        file, line = row.get("file") or "(no column file)", row.get("line") or "(no column line)"
        if file.startswith("'"):        # a cell that begins with - is written with a leading ' (SPEC 11)
            file = file[1:]
        rejected.add((file, int(line) if line.isdigit() else line))
    return rejected


def compare_seed(seed, binary, folder, ignored, strict_stream, scope):
    """(differences, notes, the commands that were run)."""
    arguments = random_logs.write_log(seed, folder, scope)
    return compare_log(f"compare {seed}", arguments, binary, folder, ignored, strict_stream)


def says_years(result):
    """Whether it is said that there are days outside the years of the holidays."""
    if "note: holidays are known" in result.err:
        return True
    return re.search("2015 ?(to|-|\u2013|\u2026) ?2035", result.out + result.err) is not None


def compare_years(reference, lsr, ignored):
    if reference.out == "" or lsr.out.strip() == "" or "years" in ignored:
        return []
    # `lsr` says it as it reads, also of a row that a later FILE then replaces [R91].
    replaced = lsr.out.startswith("{") and json.loads(lsr.out).get("input", {}).get("superseded", 0) > 0
    if says_years(reference) == says_years(lsr) or (says_years(lsr) and replaced):
        return []
    return [("says that there are days outside the years", says_years(lsr), says_years(reference))]


def is_late_clock(difference):
    """The same time of a day after 2037, with another offset."""
    _, got, expected = difference
    return all(isinstance(value, str) and re.match(r"20(3[89]|[4-9]\d)-\d\d-\d\dT", value) for value in (got, expected))


def compare_calendar(seed, binary, folder, ignored, strict_clocks):
    """As compare_seed, of `lsr calendar` and `lsr deadline`."""
    files, commands = random_logs.CalendarMaker(f"calendar {seed}").make_commands(seed)
    random_logs.write_files(files, commands, folder)
    found, notes, differing = [], [], []
    for command in commands:
        reference, lsr = run_reference(command, folder), run_lsr(binary, command, folder)
        differs = compare_report(reference, lsr, ignored) + compare_years(reference, lsr, ignored)
        if differs and not strict_clocks and all(is_late_clock(difference) for difference in differs):
            differs = []
            notes = ["clock changes after 2037"]
        if reference.status == 3 and lsr.status == 3 and where_of(reference.err) not in lsr.err:
            differs.append(("names", lsr.err[:200], where_of(reference.err)))
        found += [(f"{command[0]}: {where}", short(a), short(b)) for where, a, b in differs[:8]]
        if differs:
            differing.append(command)
    return found, notes, differing


def where_of(err):
    """FILE:LINE of the reference's message, or FILE."""
    return re.sub(r"^slow_lsr: ([^:]*(:\d+)?):.*", r"\1", err.strip(), flags=re.DOTALL)


# --- planning

def lines_of_plan(result, form):
    """(document, lines) of `lsr plan`; `says` is taken out of the document."""
    if form == "json":
        document = json.loads(result.out)
        return document, [dict(line) for line in document.get("plan", [])]
    if form == "jsonl":
        lines = [json.loads(line) for line in result.out.splitlines()]
    else:
        lines = [dict(row) for row in csv.DictReader(io.StringIO(result.out, newline=""))]
    return {"lines": lines}, [dict(line) for line in lines]


def compare_plan(reference, lsr, form):
    expected, expected_lines = lines_of_plan(reference, form)
    got, got_lines = lines_of_plan(lsr, form)
    for document in (expected, got):
        for line in document.get("plan", document.get("lines", [])):
            line["says"] = None                                 # compared by its dates alone
    found = differences(expected, got)
    if form == "csv" and reference.out.splitlines()[0] != lsr.out.splitlines()[0]:
        found.append(("head", lsr.out.splitlines()[0], reference.out.splitlines()[0]))
    for number, (a, b) in enumerate(zip(expected_lines, got_lines)):
        says = b.get("says")
        if not isinstance(says, str) or says.strip() == "":
            found.append((f"plan[{number}].says", says, a["says"]))
            continue
        # The dates that SPEC 10 names: by their day, and by their clock where one is said [R103].
        for day, clock in re.findall(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)", a["says"]):
            clocks = re.findall(r"\d\d:\d\d(?=:\d\d|[^:\d]|$)", re.sub(r"[+-]\d\d:\d\d", "", says))
            if day not in says or (clocks and clock not in clocks):
                found.append((f"plan[{number}].says", says, a["says"]))
    return found


def by_sku(document):
    """The SKUs of `lsr handling` may come in any order."""
    skus = document.get("skus", [])
    named = {str(one.get("sku")): one for one in skus if one.get("sku") is not None}
    document["skus"] = dict(sorted(named.items()))              # the program sorts them by what they gain
    document["no sku"] = [one for one in skus if one.get("sku") is None]
    document["number of skus"] = len(skus)
    return document


def compare_planned(reference, lsr, command):
    """One of the commands of the scope planning."""
    if reference.out == "" or lsr.out.strip() == "":
        # No line at all is an answer, too.
        return [] if reference.out.strip() == lsr.out.strip() else [("standard output", lsr.out[:200] or lsr.err[:200],
                                                                     reference.out[:200] or reference.err[:200])]
    try:
        if command[0] == "plan":
            return compare_plan(reference, lsr, command[command.index("--format") + 1])
        expected, got = json.loads(reference.out), json.loads(lsr.out)
    except (ValueError, TypeError, AttributeError, csv.Error) as error:
        return [(command[0], str(error), "readable")]
    if command[0] == "handling":
        expected, got = by_sku(expected), by_sku(got)
    return differences(expected, got)


def compare_planning(seed, binary, folder, ignored, strict_stream):
    """As compare_seed, of `lsr plan`, `trend`, `handling` and `forecast`."""
    files, arguments = random_logs.make_log(seed, "planning")
    random_logs.write_files(files, arguments, folder)
    found, notes, differing = [], [], []
    for command in random_logs.planning_commands(seed, arguments):
        if command[0] in ignored:
            continue
        reference, lsr = run_reference(command, folder), run_lsr(binary, command, folder)
        if not strict_stream and "-" in command and "assumed for the column" in reference.err and lsr.status != 3:
            notes = ["read ahead on standard input"]
            reference = run_reference(["stdin.csv" if a == "-" else a for a in command], folder)
        differs = compare_planned(reference, lsr, command)
        if reference.status != lsr.status and "status" not in ignored:
            differs.insert(0, ("exit status", lsr.status, reference.status))
        differs = [d for d in differs if d[0] not in ignored and not ("says" in ignored and d[0].endswith("says"))]
        found += [(f"{command[0]}: {where}", short(a), short(b)) for where, a, b in differs[:8]]
        if len(differs) > 8:
            found.append((f"{command[0]}: and {len(differs) - 8} more", "", ""))
        if differs:
            differing.append(command)
    return found, notes, differing


# --- changes

PREVIOUS = "previous.json"


def by_name(document):
    """Groupings by their name; what is new on a list and what is gone from it comes in no order that is told [R110]."""
    if "breakdowns" in document:
        groupings = document["breakdowns"]
        document["breakdowns"] = {one["by"]: one for one in groupings}
        document["names of breakdowns"] = [one["by"] for one in groupings]
    told = document.get("since") or {}
    for key in ("added", "gone"):
        if key in told:
            told[key] = sorted(told[key], key=lambda line: (line["order_id"], line["action"]))
    for line in document.get("plan", []):
        line["says"] = None                                     # the scope planning compares it
    return document


def compare_changed(reference, lsr):
    """A report or a plan, with all that is told of groups and of changes."""
    found = []
    if reference.status != lsr.status:
        found.append(("exit status", lsr.status, reference.status))
    if reference.out.strip() == "" or lsr.out.strip() == "":
        if reference.out.strip() != lsr.out.strip():
            found.append(("standard output", lsr.out[:200] or lsr.err[:200], reference.out[:200] or reference.err[:200]))
        return found
    try:
        expected, got = by_name(json.loads(reference.out)), by_name(json.loads(lsr.out))
    except (ValueError, TypeError, KeyError) as error:
        return found + [("json", str(error), "a document")]
    for key in ("added", "gone"):                               # of two plans alone
        if key in (got.get("since") or {}) and key not in (expected["since"] or {}):
            found.append((f"since.{key}", got["since"][key], "(no such key)"))
    return found + differences(expected, got)


def run_twice(run, files_then, files_now, first, seconds, folder):
    """Results of the first command and of the second ones, which know what the first one said."""
    places = [os.path.join(folder, name) for name in ("then", "now")]
    random_logs.write_files(files_then, first, places[0])
    random_logs.write_files(files_now, seconds[0], places[1])
    results = [run(first, places[0])]
    if results[0].out.strip() != "":
        with open(os.path.join(places[1], PREVIOUS), "w", encoding="utf-8") as stream:
            stream.write(results[0].out)
    return results + [run(command, places[1]) for command in seconds]


def compare_changes(seed, binary, folder, ignored):
    """As compare_seed, of two runs on two states of a log."""
    files_then, files_now, first, seconds = random_logs.make_changes(seed, PREVIOUS)
    found, differing = [], []
    references = run_twice(run_reference, files_then, files_now, first, seconds, folder)
    previous = os.path.join(folder, "now", PREVIOUS)
    if os.path.exists(previous):
        os.remove(previous)
    programs = run_twice(lambda command, place: run_lsr(binary, command, place), files_then, files_now, first, seconds,
                         folder)
    for command, reference, lsr in zip([first] + seconds, references, programs):
        differs = compare_changed(reference, lsr)
        differs = [d for d in differs if not any(re.match(re.escape(key) + r"($|[.\[ ])", d[0]) for key in ignored)]
        what = "then" if command is first else "now"
        found += [(f"{what} {command[0]}: {where}", short(a), short(b)) for where, a, b in differs[:8]]
        if differs:
            differing.append(command)
    return found, [], differing


def short(value):
    return value if not isinstance(value, str) or len(value) < 60 else value[:57] + "..."


def told_apart(expected, got, other_files):
    """Whether two reports of the reference differ, so that a form is not the same log after all."""
    if (expected.out == "") != (got.out == "") or expected.status != got.status:
        return True
    if expected.out == "":
        return False
    expected, got = json.loads(expected.out), json.loads(got.out)
    for report in (expected, got):
        for file in report["input"]["files"]:
            file["name"] = file["name"].removesuffix(".gz").removesuffix(".zst")
        if other_files:
            del report["input"]["files"], report["input"]["warnings"]
    return expected != got


def compare_forms(seed, binary, folder, ignored, strict_stream, scope, only):
    """As compare_seed, over all forms of a log."""
    files, arguments = random_logs.make_log(seed, scope)
    found, notes, commands = [], [], []
    plain = os.path.join(folder, "plain")
    random_logs.write_files(files, arguments, plain)
    expected = run_reference(["report"] + arguments + ["--format", "json"], plain)
    for number, (form, new_files, new_arguments, other_files) in enumerate(
            random_logs.forms_of(seed, files, arguments)):
        if only and only not in form:
            continue
        place = os.path.join(folder, form.replace(" ", "-"))
        random_logs.write_files(new_files, new_arguments, place)
        got = run_reference(["report"] + new_arguments + ["--format", "json"], place)
        if told_apart(expected, got, other_files):
            # Several FILEs can settle other date orders, a stream can end for one.
            if not other_files:
                found.append((f"{form}: the reference itself", got.out[:200] or got.err[:200], expected.out[:200]))
            continue
        differs, more, run = compare_log(f"{seed} {form}", new_arguments, binary, place, ignored, strict_stream)
        found += [(f"{form}: {where}", short(a), short(b)) for where, a, b in differs[:4]]
        if len(differs) > 4:
            found.append((f"{form}: and {len(differs) - 4} more", "", ""))
        notes += [f"{form}: {note}" for note in more]
        commands += run[:1] if differs else []
    return found, notes, commands


def names_of(arguments):
    return [a for a in arguments if a == "-" or a.endswith((".csv", ".txt", ".tsv", ".gz", ".zst"))]


def compare_log(seed, arguments, binary, folder, ignored, strict_stream):
    rng = random.Random(seed)
    names = names_of(arguments)
    notes, commands = [], []

    rejects = os.path.join(folder, "rejects.out")
    if os.path.exists(rejects):
        os.remove(rejects)
    command = ["report"] + arguments + ["--format", "json"]
    reference = run_reference(command, folder)
    lsr = run_lsr(binary, command + ["--rejects", "rejects.out"], folder)
    commands.append(command)
    found = compare_report(reference, lsr, ignored) + compare_years(reference, lsr, ignored)

    if found and not strict_stream and "-" in arguments and "assumed for the column" in reference.err:
        arguments = ["stdin.csv" if a == "-" else a for a in arguments]
        reference = run_reference(["report"] + arguments + ["--format", "json"], folder)
        again = compare_report(reference, lsr, ignored)
        again = [d for d in again if d[0] != "input.files[0].name"]
        if not again:
            return [], ["read ahead on standard input"], commands
        return found, notes, commands

    if reference.out:
        expected, got = rejected_of_reference(reference.err, names), rejected_of_lsr(rejects)
        if expected != got:
            found.append(("rejected by one alone", sorted(got - expected, key=str),
                          sorted(expected - got)))

    kind = "csv" if rng.random() < 0.25 else "jsonl"
    command = ["orders"] + arguments + ["--format", kind]
    if rng.random() < 0.3:
        command += ["--only", ",".join(rng.sample(
            ["late", "open", "on-time", "excluded", "unscanned", "confirmed-late", "unconfirmed",
             "awaiting-scan", "awaiting-confirmation", "cancelled", "disagree"], rng.randint(1, 3)))]
    commands.append(command)
    found += compare_orders(run_reference(command, folder), run_lsr(binary, command, folder), kind)
    return found, notes, commands


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lsr", required=True)
    parser.add_argument("--seeds", default="1..200")
    parser.add_argument("--scope", choices=["orders", "joined", "all", "calendar", "planning", "changes"], default="orders")
    parser.add_argument("--forms", action="store_true")
    parser.add_argument("--form")
    parser.add_argument("--keep")
    parser.add_argument("--ignore", action="append", default=[])
    parser.add_argument("--strict-stream", action="store_true")
    parser.add_argument("--strict-clocks", action="store_true")
    options = parser.parse_args()
    options.forms = options.forms or bool(options.form)
    first, _, last = options.seeds.partition("..")
    binary = os.path.abspath(options.lsr)

    passed = failed = 0
    failing = collections.Counter()
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as temporary:
            folder = os.path.join(options.keep or temporary, str(seed))
            if options.scope == "calendar":
                found, notes, commands = compare_calendar(seed, binary, folder, options.ignore,
                                                          options.strict_clocks)
            elif options.scope == "planning":
                found, notes, commands = compare_planning(seed, binary, folder, options.ignore,
                                                          options.strict_stream)
            elif options.scope == "changes":
                found, notes, commands = compare_changes(seed, binary, folder, options.ignore)
            elif options.forms:
                found, notes, commands = compare_forms(seed, binary, folder, options.ignore, options.strict_stream,
                                                       options.scope, options.form)
            else:
                found, notes, commands = compare_seed(seed, binary, folder, options.ignore,
                                                      options.strict_stream, options.scope)
        for note in notes:
            print(f"seed {seed}: {note}")
        if options.forms or options.scope in ("planning", "changes"):
            failing.update({where.split(":")[0] for where, _, _ in found})
        if not found:
            passed += 1
            continue
        failed += 1
        repeat = ["python3", sys.argv[0], "--lsr", options.lsr, "--seeds", str(seed),
                  "--scope", options.scope, "--keep", options.keep or "kept"]
        if options.forms and options.scope not in ("calendar", "planning", "changes"):
            repeat.append("--forms")
        print(f"seed {seed} differs; to repeat: {shlex.join(repeat)}")
        for command in commands:
            print(f"  lsr {shlex.join(command)}" + (" < stdin.csv" if "-" in command else ""))
        for where, got, expected in found[:25]:
            print(f"  {where}: lsr {got!r}, reference {expected!r}")
        if len(found) > 25:
            print(f"  and {len(found) - 25} more")
        sys.stdout.flush()
    for form, times in sorted(failing.items()):
        print(f"{form}: {times} failed")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
