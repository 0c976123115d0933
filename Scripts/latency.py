#!/usr/bin/env python3
"""How soon the cockpit answers keys, measured from outside through a pseudo-terminal.

usage: latency.py PROGRAM FOLDER [KEYS ... | steps]

Each KEYS is pressed from the dashboard and taken back with Escape: names as in the config file
(`a`, `Enter`, `Ctrl-P`) with spaces between them; the last one is measured. Without any, every key
that opens something is. Columns: milliseconds until the first byte and until the last one, then
processor milliseconds of the thread that draws, and of the whole program, and bytes.

`steps` goes through time instead, at the pace of a person: weeks back, weeks on again, and days
that are typed. Columns: milliseconds until the frame of the new day has been written, each time.
"""

import fcntl, os, pty, select, struct, sys, termios, time

QUIET = float(os.environ.get("QUIET", "0.4"))  # seconds without output: the answer is complete
NAMES = {"Enter": "\r", "Esc": "\x1b", "Tab": "\t", "Space": " ", "Down": "\x1b[B", "Up": "\x1b[A"}
OPENERS = [
    "?", "e", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "a", "A", "F", "W", "V", "D", "P",
    "c", "x", ":", "p", "o", "g", "1 Enter", "2 Enter", "2 Enter Enter", "2 Enter x",
    "3 Enter", "4 Enter", "]", "[", "2 Enter j", "2 Enter G", "2 Enter / e",
]


class Cockpit:
    def __init__(self, program, folder, columns=120, rows=40):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(program, [program, folder])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.child = None

    def worker(self):
        """The process that draws: the program is a supervisor and its child."""
        if self.child is None:
            path = f"/proc/{self.pid}/task/{self.pid}/children"
            children = open(path).read().split()
            self.child = int(children[0]) if children else self.pid
        return self.child

    def cpu(self):
        """Processor milliseconds: of the drawing thread, of all threads."""
        pid = self.worker()
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        total = (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")
        own = int(open(f"/proc/{pid}/task/{pid}/schedstat").read().split()[0]) / 1e6
        return own, total

    def read(self, quiet, longest=600):
        """Bytes, and the times of the first and the last, until nothing came for a while."""
        begin = time.monotonic()
        first = last = None
        data = b""
        while time.monotonic() - begin < longest:
            wait = quiet if last is None else max(0.0, last + quiet - time.monotonic())
            ready, _, _ = select.select([self.fd], [], [], wait)
            if not ready:
                break
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:
                break
            if not chunk:
                break
            last = time.monotonic()
            first = first or last
            data += chunk
        return data, first, last

    def rest(self, quiet=QUIET):
        """Waits until the program neither writes nor works."""
        seen = b""
        while True:
            before = self.cpu()[1]
            data, _, _ = self.read(quiet)
            seen += data
            if not data and self.cpu()[1] - before < 20:
                return seen

    def send(self, name):
        text = NAMES.get(name, name)
        if name.startswith("Ctrl-"):
            text = chr(ord(name[-1].lower()) & 31)
        os.write(self.fd, text.encode())

    def measure(self, name, quiet=QUIET):
        own, total = self.cpu()
        began = time.monotonic()
        self.send(name)
        data, first, last = self.read(max(quiet, 2.0) if quiet else 2.0)
        if data == b"":
            return None
        # What goes on behind the screen may write again later.
        while True:
            before = self.cpu()[1]
            more, _, end = self.read(quiet)
            data += more
            last = end or last
            if not more and self.cpu()[1] - before < 20:
                break
        after = self.cpu()
        return ((first - began) * 1e3, (last - began) * 1e3, after[0] - own, after[1] - total,
                len(data))

    def frame(self, name):
        """Milliseconds until the next frame has been written; what comes later is read as well."""
        began = time.monotonic()
        self.send(name)
        ready, _, _ = select.select([self.fd], [], [], 2.0)
        if not ready:
            return None
        # A frame is written at once: a pause ends it.
        _, _, last = self.read(0.004)
        self.read(0.5, longest=0.5)
        return (last - began) * 1e3

    def end(self):
        os.write(self.fd, b"Q")
        try:
            self.read(1)
        finally:
            os.waitpid(self.pid, 0)


def steps(cockpit):
    """Weeks back, weeks on, and days that are typed, with half a second after each."""
    days = ["2025-08-14", "2024-03-05", "2026-02-11", "2025-12-31", "2024-11-02", "2026-09-01"]

    def typed(day):
        cockpit.send("t")
        cockpit.read(0.2)
        for letter in day:
            cockpit.send(letter)
            cockpit.read(0.1)
        return cockpit.frame("Enter")

    kinds = [
        ("a week back", [cockpit.frame("{") for _ in range(8)]),
        ("a week on again", [cockpit.frame("}") for _ in range(4)]),
        ("a day that is typed", [typed(day) for day in days]),
    ]
    for name, times in kinds:
        shown = " ".join("nothing" if time is None else f"{time:.1f}" for time in times)
        print(f"{name:20} {shown}", flush=True)


def main():
    if len(sys.argv) < 3:
        print(__doc__.strip().splitlines()[2], file=sys.stderr)
        sys.exit(2)
    cockpit = Cockpit(sys.argv[1], sys.argv[2])
    data, first, _ = cockpit.read(3)
    print(f"first bytes after {(first - cockpit.start) * 1e3:.0f} ms")
    cockpit.rest(1.5)
    own, total = cockpit.cpu()
    print(f"at rest after {time.monotonic() - cockpit.start:.1f} s, "
          f"{total / 1e3:.1f} s of processor time, {own:.0f} ms of it drawing")
    if sys.argv[3:] == ["steps"]:
        steps(cockpit)
        cockpit.end()
        return
    print(f"{'keys':20} {'first':>9} {'last':>9} {'drawing':>9} {'all':>9} {'bytes':>8}")
    for keys in sys.argv[3:] or OPENERS:
        names = keys.split()
        for name in names[:-1]:
            cockpit.send(name)
            cockpit.rest()
        times = cockpit.measure(names[-1])
        if times is None:
            print(f"{keys:20} {'nothing':>9}")
        else:
            print(f"{keys:20} " + " ".join(f"{value:9.1f}" for value in times[:4])
                  + f" {times[4]:8d}", flush=True)
        for _ in range(6):
            cockpit.send("Esc")
            cockpit.read(0.15)
        cockpit.send("0")
        cockpit.rest()
    cockpit.end()


if __name__ == "__main__":
    main()
