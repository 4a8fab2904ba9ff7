"""Running other programs: quietly into a log, with one clear line when they fail."""

import ctypes
import signal
import subprocess

from . import layout
from .errors import Problem

PATIENCE_SECONDS = 20
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def foreground(command, **options):
    """Run ``command`` where the user sees it; on Ctrl-C let it end in peace."""
    # safe here: the function only calls into the C library, which is loaded already
    options["preexec_fn"] = _die_with_parent
    with subprocess.Popen(command, **options) as process:
        try:
            return process.wait()
        except BaseException as reason:
            finish(process, already_told=isinstance(reason, KeyboardInterrupt))
            raise


def _die_with_parent():
    """Be ended when ``./dev`` is killed: the next run needs the place for itself."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def finish(process, already_told=False):
    """End a child process, by force when it does not end by itself."""
    if not already_told:  # the terminal sends Ctrl-C to our children, too
        process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def logged(command, what, log_name, **options):
    """Run ``command`` with its output in a log; raise :class:`Problem` if it fails."""
    path = layout.log(log_name)
    start = path.stat().st_size if path.exists() else 0
    if into_log(command, path, **options):
        raise Problem(f"{what}: {last_line(path, start)} (all of it: {path})")


def into_log(command, path, **options):
    """Run ``command`` with its output added to a log; return its exit code."""
    options.setdefault("stdin", subprocess.DEVNULL)
    with open(path, "ab") as log:
        log.write(f"$ {' '.join(map(str, command))}\n".encode())
        log.flush()
        try:
            return foreground(command, stdout=log, stderr=log, **options)
        except FileNotFoundError as error:
            raise Problem(f"The program {error.filename} is missing.") from error


def output(command, **options):
    """Return what ``command`` prints; raise :class:`Problem` with its complaint."""
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, **options
    )
    if done.returncode:
        complaint = (done.stderr or done.stdout).strip().splitlines() or ["no reason"]
        raise Problem(f"{command[0]} failed: {complaint[-1]}")
    return done.stdout


def last_line(path, start=0):
    """Return the last line of a log that says something, an error if there is one."""
    with open(path, "rb") as log:
        log.seek(start)
        lines = log.read().decode(errors="replace").splitlines()
    lines = [line.strip() for line in lines if line.strip()] or ["no reason given"]
    errors = [line for line in lines if line.lower().startswith(("e:", "error"))]
    return (errors or lines)[-1]
