"""`newsdex` and `python -m newsdex`: the command line."""

import sys

from newsdex import check_packages


def main() -> None:
    """Run the command line; one line and exit code 1 if another `corpus` or `index` is found."""
    try:
        check_packages()
    except ImportError as error:
        sys.exit(f"newsdex: {error}")
    from index.cli import main as run

    run()


if __name__ == "__main__":
    main()
