"""Running a measurement as a command: one clear line instead of a traceback."""

import sys

from devtools.errors import Problem


def run(main):
    """Exit with what ``main`` returns for the command line's arguments."""
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
