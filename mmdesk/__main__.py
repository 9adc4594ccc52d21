"""`python -m mmdesk` and the `mmdesk` command: the window, or what the command line asks for.

Nothing is imported here that is not needed at once: the window must not wait for the commands.
"""

import sys


def main() -> None:
    """Run the program; ends the process with its exit status."""
    try:
        if len(sys.argv) > 1:
            from mmdesk.cli import run

            run()
        else:
            _show_window()
    except KeyboardInterrupt:
        sys.exit(130)


def _show_window() -> None:
    from mmdesk.app import run
    from mmdesk.core.errors import MmdeskError
    from mmdesk.home import default_library

    try:
        sys.exit(run(default_library()))
    except MmdeskError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
