"""The network: an encoder over word pieces, and heads over the first piece of each word.

Invariant: nothing here needs anything but torch, so that the same module trains and is traced to ONNX.
Encoder after Devlin et al. 2019 (BERT) with MiniLM's sizes (Wang et al. 2020); parser after Dozat and Manning 2017.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network; `xpos`, `upos`, `scripts`, `deps`, `names` are numbers of labels."""

    xpos: int
    upos: int
    scripts: int
    deps: int
    names: int
    shapes: int
    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    layers: int = 8
    attention_heads: int = 12
    arc: int = 256
    label: int = 96
    dropout: float = 0.2


class Attention(nn.Module):
    """Multi-head self-attention with BERT's parameter names."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.query = nn.Linear(sizes.width, sizes.width)
        self.key = nn.Linear(sizes.width, sizes.width)
        self.value = nn.Linear(sizes.width, sizes.width)
        self.output = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.heads = sizes.attention_heads
        self.size = sizes.width // sizes.attention_heads

    def forward(self, x: Tensor, bias: Tensor, wanted: Tensor) -> Tensor:
        """x: batch, pieces, width; bias: batch, 1, 1, pieces (0 or a large negative number); wanted: those of x that look."""

        def split(t: Tensor) -> Tensor:
            return t.view(t.shape[0], t.shape[1], self.heads, self.size).transpose(1, 2)

        scores = split(self.query(wanted)) @ split(self.key(x)).transpose(2, 3) / math.sqrt(self.size) + bias
        mixed = (torch.softmax(scores, -1) @ split(self.value(x))).transpose(1, 2).reshape(wanted.shape)
        out: Tensor = self.norm(wanted + functional.dropout(self.output(mixed), 0.1, self.training))
        return out


class Layer(nn.Module):
    """One encoder layer."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.attention = Attention(sizes)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor, wanted: Tensor) -> Tensor:
        """Attention, then the position-wise network, each with its residual, for those of x that are wanted."""
        x = self.attention(x, bias, wanted)
        inner = self.down(functional.gelu(self.up(x)))
        out: Tensor = self.norm(x + functional.dropout(inner, 0.1, self.training))
        return out


class Encoder(nn.Module):
    """Word pieces to vectors; the shape of each piece's word comes back as a feature, since those are uncased."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.kind = nn.Parameter(torch.zeros(sizes.width))
        self.shapes = nn.Embedding(sizes.shapes, sizes.width)
        nn.init.normal_(self.shapes.weight, std=0.005)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """pieces, shapes, mask: batch, pieces (mask 1 where there is a piece); first: batch, words -> batch, words, width.

        The last layer is computed for the first piece of each word alone: nobody looks at the others.
        """
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(positions)[None] + self.kind + self.shapes(shapes)
        x = functional.dropout(self.norm(x), 0.1, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        *lower, last = self.layers
        for layer in lower:
            x = layer(x, bias, x)
        out: Tensor = last(x, bias, torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])))
        return out


class Analyser(nn.Module):
    """Encoder and heads: sentence starts, tags, lemma scripts, names, arcs and their labels."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(sizes)
        self.starts = nn.Linear(sizes.width, 2)
        self.xpos = nn.Linear(sizes.width, sizes.xpos)
        self.upos = nn.Linear(sizes.width, sizes.upos)
        self.scripts = nn.Linear(sizes.width, sizes.scripts)
        self.names_hidden = nn.Linear(sizes.width, sizes.width)
        self.names = nn.Linear(sizes.width, sizes.names)
        self.arc_head = nn.Linear(sizes.width, sizes.arc)
        self.arc_word = nn.Linear(sizes.width, sizes.arc)
        self.label_head = nn.Linear(sizes.width, sizes.label)
        self.label_word = nn.Linear(sizes.width, sizes.label)
        self.arc = nn.Parameter(torch.empty(sizes.arc + 1, sizes.arc))
        self.label = nn.Parameter(torch.empty(sizes.deps, sizes.label + 1, sizes.label + 1))
        self.root = nn.Parameter(torch.zeros(sizes.width))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.label)
        nn.init.normal_(self.root, std=0.02)
        self.dropout = sizes.dropout

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Score everything.

        Args:
            pieces: batch, pieces: word piece ids, [CLS] … [SEP] around them.
            shapes: batch, pieces: shape of each piece's word.
            mask: batch, pieces: 1 where there is a piece.
            first: batch, words: index of each word's first piece (0 where there is no word).

        Returns:
            `starts`, `xpos`, `upos`, `scripts`, `names`: batch, words, labels; `arcs`: batch, words, words + 1
            (column 0 is the root); `label_word`: batch, words, label; `label_head`: batch, words + 1, label.
        """
        w = self.encoder(pieces, shapes, mask, first)
        w = functional.dropout(w, self.dropout, self.training)
        heads = torch.cat([self.root.expand(w.shape[0], 1, -1), w], 1)
        arc_head = self._mlp(self.arc_head, heads)
        arc_word = self._mlp(self.arc_word, w)
        arcs = (arc_word @ self.arc[:-1] + self.arc[-1]) @ arc_head.transpose(1, 2)
        return {
            "starts": self.starts(w),
            "xpos": self.xpos(w),
            "upos": self.upos(w),
            "scripts": self.scripts(w),
            "names": self.names(self._mlp(self.names_hidden, w)),
            "arcs": arcs,
            "label_word": self._mlp(self.label_word, w),
            "label_head": self._mlp(self.label_head, heads),
        }

    def labels(self, word: Tensor, head: Tensor) -> Tensor:
        """Score the labels of chosen arcs: word, head: arcs, label -> arcs, labels."""
        one = torch.ones(word.shape[0], 1, dtype=word.dtype, device=word.device)
        word, head = torch.cat([word, one], 1), torch.cat([head, one], 1)
        left = torch.einsum("nd,lde->nle", word, self.label)
        return (left * head[:, None]).sum(2)

    def _mlp(self, linear: nn.Linear, x: Tensor) -> Tensor:
        return functional.dropout(functional.leaky_relu(linear(x), 0.1), self.dropout, self.training)


def load_encoder(network: Analyser, arrays: Mapping[str, Any]) -> None:
    """Copy BERT weights (arrays by their names at Hugging Face) into the encoder, which may have fewer layers."""
    e = network.encoder
    weights = {name: torch.tensor(value) for name, value in arrays.items()}
    with torch.no_grad():
        e.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        e.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(e.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}"
            for name in ("query", "key", "value"):
                _copy(getattr(layer.attention, name), weights, f"{at}.attention.self.{name}")
            _copy(layer.attention.output, weights, f"{at}.attention.output.dense")
            _copy(layer.attention.norm, weights, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, weights, f"{at}.intermediate.dense")
            _copy(layer.down, weights, f"{at}.output.dense")
            _copy(layer.norm, weights, f"{at}.output.LayerNorm")


def _copy(module: Any, weights: dict[str, Any], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
