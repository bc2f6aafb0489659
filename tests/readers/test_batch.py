from __future__ import annotations

import io
import os
import pickle
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.model import Article
from kg.readers import read

from .conftest import Read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "b.txt": "Two.",
        "a/z.md": "One.",
        "a/.hidden.txt": "no",
        ".git/x.txt": "no",
        "c.yaml": "no: no",
        "d.jsonl": '{"text": "Three."}\nbroken\n{"text": "Four."}\n',
        "e.txt": "",
        "kg.db": "no",
        "kg.db.errors.jsonl": "{}",
        "f.txt": "Five.",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    return tmp_path


def test_a_folder_in_sorted_order_with_errors_as_values(folder: Path) -> None:
    reading = read([str(folder)])
    items = list(reading)
    assert [i.text if isinstance(i, Article) else i.message.split(":")[0] for i in items] == [
        *("One.", "Two.", "Three.", "not valid JSON", "Four.", "the file is empty", "Five."),
    ]
    assert reading.files == 5
    assert reading.skipped == {".yaml": 1, ".db": 1, ".jsonl": 1}


def test_progress_in_bytes(folder: Path) -> None:
    reading = read([str(folder), str(folder / "b.txt")])
    size = reading.size
    assert size == sum((folder / name).stat().st_size for name in ("a/z.md", "b.txt", "d.jsonl", "f.txt", "b.txt"))
    positions = [reading.position for _ in reading]
    assert positions == sorted(positions) and reading.position == size


def test_twice_the_same(folder: Path) -> None:
    assert [i for i in read([folder]) if isinstance(i, Article)] == [
        i for i in read([folder]) if isinstance(i, Article)
    ]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "a" / "up").symlink_to(folder)
    assert sum(isinstance(i, Article) for i in read([folder])) == 5


def test_pipes_in_folders_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    reading = read([folder])
    assert sum(isinstance(i, Article) for i in reading) == 5
    assert reading.skipped[".txt"] == 1


def test_a_missing_path_is_raised_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(UsageError, match="no such file") as caught:
        read([str(folder / "b.txt"), str(folder / "absent.txt")])
    assert caught.value.file is not None and caught.value.file.endswith("absent.txt")


@pytest.mark.parametrize(("sources", "options"), [([""], {}), (["-", "-"], {}), ([], {"published": "some day"})])
def test_wrong_use(sources: list[str], options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read(sources, **options)


def test_an_unreadable_file_is_an_error_and_the_rest_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)  # type: ignore[arg-type,call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    first, second = read([str(folder / "b.txt"), str(folder / "f.txt")])
    assert isinstance(first, InputError) and "Permission denied" in str(first) and first.remedy
    assert isinstance(second, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "a").chmod(0)
    errors = [i for i in read([folder]) if isinstance(i, InputError)]
    assert sum("ermission" in str(e) for e in errors) == 2
    (folder / "a").chmod(0o755)


def test_an_unknown_suffix_is_named_with_the_known_ones(reading: Read) -> None:
    articles, (error,) = reading("a.docx", "words")
    assert not articles and error.remedy is not None and ".jsonl" in error.remedy


@pytest.mark.parametrize("content", ["One.", "[Updated] One.", "{One.", "<One>", "- One."])
def test_plain_text_on_standard_input(reading: Read, content: str) -> None:
    (article,), errors = reading("-", content)
    assert not errors and article.text == content


def test_standard_input_among_files(folder: Path) -> None:
    items = list(
        read([str(folder / "b.txt"), "-", str(folder / "f.txt")], stdin=io.BytesIO(b'{"text": "In."}\n{"text"'))
    )
    assert [getattr(i, "text", None) for i in items] == ["Two.", "In.", None, "Five."]
    assert isinstance(items[2], InputError) and items[2].place == "stdin:2"


def test_empty_standard_input(reading: Read) -> None:
    articles, (error,) = reading("-", b"")
    assert not articles and "empty" in error.message


def test_a_file_without_suffix_is_detected(reading: Read) -> None:
    assert reading("dump", '{"text": "One."}\n')[0][0].text == "One."


def test_errors_travel_between_processes(reading: Read) -> None:
    _, (error,) = reading("a.jsonl", "broken")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_an_abandoned_reading_closes_its_file(folder: Path) -> None:
    reading = read([str(folder / "d.jsonl")])
    next(reading)
    del reading
