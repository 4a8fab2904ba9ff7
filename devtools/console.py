"""Progress that tells what is being done and how long it takes already."""

import contextlib
import sys
import threading
import time

TERMINAL_SECONDS, LOG_SECONDS = 0.5, 20
stream = sys.stdout


def to_stderr():
    """Keep standard output for the command's own answer."""
    global stream
    stream = sys.stderr


def say(text=""):
    print(text, file=stream, flush=True)


@contextlib.contextmanager
def step(title, detail=lambda: ""):
    """Show ``title`` while the block runs; ``detail()`` says how far it is."""
    ticker = Ticker(title, detail)
    ticker.start()
    try:
        yield
    except BaseException:
        ticker.finish("stopped")
        raise
    ticker.finish("done")


class Ticker(threading.Thread):
    """Rewrites one line on a terminal; adds a line now and then to a log."""

    def __init__(self, title, detail):
        super().__init__(daemon=True)
        self.title, self.detail = title, detail
        self.begun, self.over = time.monotonic(), threading.Event()
        self.live = stream.isatty()

    def start(self):
        if not self.live:
            say(f"{self.title} …")
        super().start()

    def run(self):
        while not self.over.wait(TERMINAL_SECONDS if self.live else LOG_SECONDS):
            self._show(self._progress())

    def finish(self, word):
        self.over.set()
        self.join()
        self._show(f"{word}, {self._elapsed()}", end="\n")

    def _elapsed(self):
        return f"{time.monotonic() - self.begun:.0f} s"

    def _progress(self):
        try:
            found = self.detail()
        except OSError:  # a file that the work has just moved away
            found = ""
        return ", ".join(filter(None, (self._elapsed(), found)))

    def _show(self, text, end=""):
        if self.live:
            line = f"{self.title} … {text}"[:160]
            print(f"\r\033[K{line}", end=end, file=stream, flush=True)
        else:
            say(f"    {text}")


def megabytes(folder, total=None):
    """Return "12 of 122 MB" for what lies in ``folder``."""
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    goal = f" of {total / 1e6:.0f}" if total else ""
    return f"{size / 1e6:.0f}{goal} MB"
