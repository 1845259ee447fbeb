"""Reads the command line, runs one command, and says what became of it."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from crm_desktop import __version__
from crm_desktop.base.errors import CancelledError, InvalidValueError, UserFacingError
from crm_desktop.base.i18n import LANGUAGES, Language, _, language_of, set_language
from crm_desktop.cli.commands import all_commands
from crm_desktop.cli.declare import DONE, REFUSED, USAGE, Call, Outcome, Roof, is_text
from crm_desktop.fields.declarations import NOTHING, declare_all

NAME = "crm-desktop"


def run(argv: Sequence[str], roof: Roof) -> int:
    """Do what `argv` (without the program's name) says; gives the exit code of cli.md."""
    set_language(_asked_language(argv) or _kept_language())
    try:
        args = _read(_with_descending(argv))
    except _WrongUsageError as wrong:
        return _misused(wrong, as_json="--json" in argv)
    except SystemExit:  # --help and --version have said what they say
        return DONE
    if args.self_test:
        return roof.self_test()
    call = Call(args, roof)
    if args.command is None:
        return roof.show(call.path if args.file else None, None)
    return _do(call)


def _do(call: Call) -> int:
    """Run the command that was asked for."""
    args = call.args
    try:
        _refuse_bytes(args)
        outcome = all_commands()[args.command].run(call)
    except UserFacingError as error:
        return _refused(args.json, error)
    except KeyboardInterrupt:
        return _refused(args.json, CancelledError(_("Cancelled. Nothing was changed.")))
    finally:
        declare_all(NOTHING)  # the next command may be about another file
    if args.json:
        print(json.dumps(outcome.json, ensure_ascii=False, indent=2))  # noqa: T201 - this is the output
    elif outcome.text:
        print(outcome.text)  # noqa: T201 - this is the output
    return outcome.exit_code


class _WrongUsageError(Exception):
    """Arguments that mean nothing; `usage` is how they should look."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message, self.usage = message, usage


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Let the caller say it, so that scripts get their document too."""
        raise _WrongUsageError(message, self.format_usage())


def _misused(wrong: _WrongUsageError, *, as_json: bool) -> int:
    message = _("This is not how it is called: {reason}. See crm-desktop --help.").format(reason=wrong.message)
    print(f"{wrong.usage}{message}", file=sys.stderr)  # noqa: T201 - this is the output
    if as_json:
        _print_error("usage", message)
    return USAGE


def _refuse_bytes(args: argparse.Namespace) -> None:
    """Raise `InvalidValueError` for arguments that are no text; file names may be any bytes."""
    for said in vars(args).values():
        for each in said if isinstance(said, list) else [said]:
            if isinstance(each, str) and not is_text(each):
                shown = each.encode(errors="replace").decode()
                raise InvalidValueError(_("“{word}” is no text in UTF-8.").format(word=shown))


def _refused(as_json: bool, error: UserFacingError) -> int:
    print(error.message, file=sys.stderr)  # noqa: T201 - this is the output
    if as_json:
        _print_error(error.code, error.message)
    return REFUSED


def _print_error(code: str, message: str) -> None:
    print(json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False))  # noqa: T201 - the output


def _asked_language(argv: Sequence[str]) -> Language | None:
    """Find --lang before anything can be said; a wrong one is told later, with the rest."""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        for known in LANGUAGES:
            if word == f"--lang={known}" or (word == "--lang" and following == known):
                return known
    return None


def _with_descending(argv: Sequence[str]) -> list[str]:
    """Join `--sort -created_on`, which argparse would take for two options."""
    words: list[str] = []
    for word in argv:
        if words[-1:] == ["--sort"] and word.startswith("-"):
            words[-1] = f"--sort={word}"
        else:
            words.append(word)
    return words


def _kept_language() -> Language:
    from crm_desktop.services.settings import MachineSettings

    return language_of(MachineSettings()["language"])


def _read(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; the window's start needs none of the commands, so they are loaded only for one."""
    args, more = _options(_Parser(prog=NAME, add_help=False, allow_abbrev=False)).parse_known_args(argv)
    return _parser().parse_args(argv) if more else args


def _parser() -> argparse.ArgumentParser:
    description = _("客簿 Kebu: customers in one encrypted file. Without a command the window opens.")
    parser = _options(_Parser(prog=NAME, description=description, allow_abbrev=False))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, declared in all_commands().items():
        one = commands.add_parser(name, help=_(declared.help), description=_(declared.help), allow_abbrev=False)
        declared.arguments(one)
    return parser


def _options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Give `parser` the options that stand before any command."""
    parser.set_defaults(command=None)
    parser.add_argument(
        "--file", type=Path, metavar="PATH", help=_("the customer file (.kebu); else the last opened one")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of texts"))
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="PATH",
        help=_("a file whose first line is the password; CRM_PASSWORD goes first"),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.add_argument("--self-test", action="store_true", help=_("prove that the installed program works"))
    parser.add_argument("--version", action="version", version=f"Kebu {__version__}")
    return parser


__all__ = ["DONE", "Outcome", "run"]
