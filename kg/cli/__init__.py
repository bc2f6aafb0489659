"""The command line. A command is options and one call; this package is the one place that prints.

Invariants: data on stdout, talk on stderr; an error is one line and never a traceback unless `--debug` or KG_DEBUG asks
for it; nothing heavy (spacy, networkx, neo4j, onnxruntime, numpy) is imported before a command runs.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from kg import __version__
from kg.cli import about, ask, evaluate, export, load, merge, reading, remove, resolve, review, rules, show, split
from kg.errors import KgError

INTERRUPTED = 130
WRONG_USE = 2

app = typer.Typer(
    name="kg",
    help="News articles become a knowledge graph: who did what to whom, where, when, and who says so.",
    epilog="Begin with: kg ingest examples/articles, then: kg ask",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

for _command in (
    reading.ingest,
    reading.extract,
    resolve.resolve,
    review.review,
    merge.merge,
    split.split,
    ask.query,
    ask.ask,
    show.show,
    export.export,
    load.load,
    remove.remove,
    about.schema,
    about.stats,
    about.model,
    evaluate.evaluate,
):
    app.command()(_command)
app.add_typer(rules.app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _global(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", envvar="KG_DEBUG", help="Show where an error comes from.")] = False,
) -> None:
    if debug:
        os.environ["KG_DEBUG"] = "1"


def main() -> None:
    """The `kg` script."""
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: Sequence[str]) -> int:
    """Carry out one command line.

    Args:
        arguments: Without the programme's name.

    Returns:
        The exit status: 0 done, 1 some articles failed, 2 wrong use, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    command = typer.main.get_command(app)
    try:
        with command.make_context("kg", list(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as e:
        return e.exit_code
    except BrokenPipeError:
        # `| head` has seen enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as e:  # the border: whatever it is, a person gets one line
        return _failed(e)
    return 0


def _failed(error: Exception) -> int:
    """Say what went wrong; the exit status for it."""
    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    code = WRONG_USE
    if isinstance(error, KgError):
        said, code = str(error), error.exit_code
    elif hasattr(error, "format_message"):  # what Typer says about the command line itself
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "kg"
        said = f"{error.format_message()} (see {path} --help)"
    else:
        said = f"{type(error).__name__}: {error} (a fault in kg: run again as `kg --debug …` and report it)"
    print(f"error: {' '.join(said.split())}", file=sys.stderr)
    return code
