"""`python -m mmdesk` and the `mmdesk` command.

Nothing is imported here that is not needed at once: what the command does decides.
"""

import sys


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    try:
        from mmdesk.cli import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
