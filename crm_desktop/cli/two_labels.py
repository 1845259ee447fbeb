"""The words by which a text of the user's own is said in both languages."""

import argparse

from crm_desktop.base.i18n import _


def add_labels(parser: argparse.ArgumentParser) -> None:
    """Let the label beside the typed one be said."""
    parser.add_argument("--zh", metavar="TEXT", help=_("what it is called in Chinese"))
    parser.add_argument("--en", metavar="TEXT", help=_("what it is called in English"))


def labels_of(args: argparse.Namespace) -> tuple[str | None, str | None]:
    """Give the label as it is kept and the English one beside it; None for what was not said.

    With `--zh` the typed label is the English one.
    """
    if args.zh is not None:
        return args.zh, args.en if args.en is not None else args.label
    return args.label, args.en
