"""Words to word pieces (BERT's WordPiece over an uncased vocabulary), a word at a time and remembered."""

from __future__ import annotations

from pathlib import Path

MOST_PIECES = 12
"""A word keeps at most so many pieces: nothing longer helps, and a hostile word must not fill a window."""
_REMEMBERED = 200_000


class Pieces:
    """The vocabulary of one model."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        table = {line: i for i, line in enumerate(vocabulary.read_text(encoding="utf-8").splitlines())}
        self._tokenizer = Tokenizer(models.WordPiece(table, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self.begin, self.end, self._unknown = table["[CLS]"], table["[SEP]"], table["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MOST_PIECES`."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids[:MOST_PIECES]
            found = tuple(ids) or (self._unknown,)
            if len(self._known) < _REMEMBERED:
                self._known[word] = found
        return found
