"""`kg ingest` and `kg extract`: half one, with a ledger and without."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kg.cli.options import LEDGER, MODEL, DataFolder, LedgerFile, ModelName, Sources, choice
from kg.errors import InputError
from kg.settings import Settings

Workers = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes that read articles.")]
OnError = Annotated[
    str, typer.Option("--on-error", metavar="skip|stop", help="Go on after an article that fails, or stop there.")
]
_SOME_FAILED = 1


def ingest(
    paths: Sources,
    *,
    ledger: LedgerFile = LEDGER,
    data: DataFolder = None,
    model: ModelName = MODEL,
    workers: Workers = 1,
    on_error: OnError = "skip",
) -> None:
    """Read articles into the ledger.

    Articles that stand there already are passed over. Reads .txt .md .jsonl .json .csv .tsv .html, each also as .gz,
    and folders of these. An article that fails is named in F.errors.jsonl with its reason, and the rest goes on (exit
    status 1).

    Example: kg ingest articles/ more.jsonl.gz --ledger war.db
    """
    from kg import run
    from kg.cli.terminal.progress import summary, watcher

    stop = choice(on_error, ("skip", "stop"), "--on-error") == "stop"
    settings = Settings(ledger, data, model, workers, stop)
    try:
        with watcher() as progress:
            report = run.ingest(paths, settings, progress=progress)
    except KeyboardInterrupt:
        print(f"interrupted; {ledger} keeps what was read, and the same command goes on from there", file=sys.stderr)
        raise typer.Exit(130) from None
    print(f"{summary(report)}: {ledger}", file=sys.stderr)
    if report.stopped:
        print("stopped at the first article that failed, as --on-error stop asks", file=sys.stderr)
    if report.errors is not None:
        print(f"what failed is listed in {report.errors}", file=sys.stderr)
        raise typer.Exit(_SOME_FAILED)


def extract(
    paths: Sources,
    *,
    data: DataFolder = None,
    model: ModelName = MODEL,
    workers: Workers = 1,
    on_error: OnError = "skip",
) -> None:
    """Print what each article says, as JSON lines; keep nothing.

    Example: kg extract report.txt | python -m json.tool
    """
    from kg import run
    from kg.cli.terminal.progress import complain

    stop = choice(on_error, ("skip", "stop"), "--on-error") == "stop"
    failed = False
    for result in run.extract(paths, Settings(data=data, model=model, workers=workers, stop_on_error=stop)):
        if isinstance(result, InputError):
            failed = True
            print(complain(result), file=sys.stderr)
        else:
            sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if failed:
        raise typer.Exit(_SOME_FAILED)
