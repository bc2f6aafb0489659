"""Words to word pieces (BERT's WordPiece over an uncased vocabulary), a word at a time."""

from __future__ import annotations

from pathlib import Path

MOST_PIECES = 12
"""A word keeps at most so many pieces: nothing longer helps, and a hostile word must not fill a window."""
REMEMBERED = 200_000
"""Words whose pieces are worth keeping."""


class Pieces:
    """The vocabulary of one model."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        table = {line: i for i, line in enumerate(vocabulary.read_text(encoding="utf-8").splitlines())}
        self._tokenizer = Tokenizer(models.WordPiece(table, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self.begin, self.end, self._unknown = table["[CLS]"], table["[SEP]"], table["[UNK]"]

    def of(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MOST_PIECES`."""
        ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids[:MOST_PIECES]
        return tuple(ids) or (self._unknown,)
