"""`python -m mmdesk` and the `mmdesk` command.

Nothing is imported here that is not needed: child processes import this module again.
"""


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    from mmdesk.cli import run

    run()


if __name__ == "__main__":
    main()
