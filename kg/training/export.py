"""Turn a checkpoint into the folder that ships: `python -m kg.training.export CHECKPOINTS OUT --name NAME`.

The folder holds `network.onnx` (8-bit weights in the encoder, heads in 32 bits), `labels.onnx` (label scorer),
`vocab.txt` and `meta.json` (labels, sources, licences, scores).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.nlp.neural.shapes import SHAPES
from kg.training.corpus import NAME_LABELS
from kg.training.fit import base_weights
from kg.training.lexicon import lemma_table
from kg.training.network import Analyser, Sizes
from kg.training.sources import read_treebanks

SOURCES = (
    {"name": "UD English-EWT", "licence": "CC BY-SA 4.0", "for": "tags, lemmas, trees, sentences"},
    {
        "name": "UD English-GUM (open genres)",
        "licence": "CC BY 4.0 (annotation)",
        "for": "tags, lemmas, trees, sentences, kinds of names",
    },
    {"name": "Universal NER, English-EWT", "licence": "CC BY-SA 4.0", "for": "names"},
    {
        "name": "kg news gold names (sentences of GMB and ECB+)",
        "licence": "annotation by the kg project",
        "for": "names",
    },
    {"name": "Groningen Meaning Bank (silver labels)", "licence": "public domain texts", "for": "names"},
    {"name": "WikiGold", "licence": "CC BY 4.0", "for": "names"},
    {"name": "Re-DocRED", "licence": "MIT", "for": "names"},
    {"name": "WNUT-17", "licence": "CC BY 4.0", "for": "names"},
    {"name": "CrossNER politics", "licence": "MIT", "for": "names"},
    {"name": "all-MiniLM-L6-v2 (initial weights)", "licence": "Apache-2.0", "for": "initial encoder weights"},
)


class Shipped(nn.Module):
    """The network with its outputs cut down to what decoding needs."""

    def __init__(self, network: Analyser) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Best tags are chosen inside; names, arcs and the label vectors leave as scores."""
        out = self.network(pieces, shapes, mask, first)
        best = [out[n].argmax(-1).to(torch.int32) for n in ("xpos", "upos", "scripts")]
        start = out["starts"][:, :, 1] - out["starts"][:, :, 0]
        return (start, *best, out["names"], out["arcs"], out["label_word"], out["label_head"])


OUTPUTS = ("start", "xpos", "upos", "scripts", "names", "arcs", "label_word", "label_head")


def load_network(checkpoints: Sequence[Path], average: int = 1) -> tuple[Analyser, dict[str, Any]]:
    """Network of the newest checkpoint, or the mean of the newest ones' weights, and its label sets.

    Args:
        checkpoints: Folders of trainings that went on from one another: near enough for their mean to be a network too
            (Wortsman et al. 2022, "Model soups").
        average: How many of the newest checkpoints of each.
    """
    parts = [p for folder in checkpoints for p in _newest(folder, average)]
    state = json.loads((checkpoints[0] / "state.json").read_text(encoding="utf-8"))
    labels = state["labels"]
    sizes = Sizes(
        len(labels["xpos"]), len(labels["upos"]), len(labels["scripts"]), len(labels["deps"]), len(NAME_LABELS), SHAPES
    )
    network = Analyser(sizes)
    network.load_state_dict({name: torch.stack([p[name] for p in parts]).mean(0) for name in parts[0]})
    return network.eval(), labels


def _newest(folder: Path, count: int) -> list[dict[str, Tensor]]:
    last: int = json.loads((folder / "state.json").read_text(encoding="utf-8"))["epoch"]
    return [load_file(folder / f"weights-{n}.safetensors") for n in range(last - count + 1, last + 1)]


def export(
    checkpoints: Sequence[Path],
    out: Path,
    *,
    name: str,
    version: str,
    full: bool,
    scores: dict[str, Any],
    data: Path,
    average: int = 1,
) -> None:
    """Write the model folder; `full` keeps 32 bits everywhere (to measure what 8 bits cost)."""
    network, labels = load_network(checkpoints, average)
    out.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(5, 1000, (2, 12))
    first = torch.arange(1, 9)[None].repeat(2, 1)
    arguments = (pieces, torch.zeros_like(pieces), torch.ones_like(pieces), first)
    axes = {n: {0: "batch", 1: "pieces"} for n in ("pieces", "shapes", "mask")}
    axes |= {n: {0: "batch", 1: "words"} for n in ("first", *OUTPUTS)}
    axes["arcs"][2] = "heads"
    axes["label_head"] = {0: "batch", 1: "heads"}
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.onnx"
        torch.onnx.export(
            Shipped(network), arguments, str(raw), input_names=["pieces", "shapes", "mask", "first"],
            output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if full:
            shutil.copy(raw, out / "network.onnx")
        else:
            quantise(raw, out / "network.onnx")
    export_scorer(network.label.detach(), out / "labels.onnx")
    shutil.copy(base_weights() / "vocab.txt", out / "vocab.txt")
    table = lemma_table(read_treebanks(data, "train"))
    (out / "lemmas.json").write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    meta = {
        "name": name,
        "version": version,
        "language": "en",
        "scheme": "Universal Dependencies 2, Penn Treebank tags",
        "licence": "CC BY-SA 4.0",
        "sources": list(SOURCES),
        "scores": scores,
        "labels": labels,
    }
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class Scorer(nn.Module):
    """Scores of all labels for pairs of words and heads, with one product of matrices."""

    def __init__(self, label: Tensor) -> None:
        super().__init__()
        self.labels, self.size, _ = label.shape
        self.register_buffer("matrix", label.permute(1, 0, 2).reshape(self.size, self.labels * self.size).contiguous())

    def forward(self, word: Tensor, head: Tensor) -> Tensor:
        """word, head: arcs, label size -> arcs, labels."""
        one = torch.ones_like(word[:, :1])
        left = (torch.cat([word, one], 1) @ self.matrix).reshape(-1, self.labels, self.size)
        return (left @ torch.cat([head, one], 1)[:, :, None])[:, :, 0]


def export_scorer(label: Tensor, out: Path) -> None:
    """Write the label scorer (labels, size + 1, size + 1) as a graph of its own."""
    vectors = torch.zeros(3, label.shape[1] - 1)
    torch.onnx.export(
        Scorer(label), (vectors, vectors), str(out), input_names=["word", "head"], output_names=["scores"],
        dynamic_axes={n: {0: "arcs"} for n in ("word", "head", "scores")}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(raw: Path, out: Path) -> None:
    """8-bit weights for the encoder's products and the piece table; the heads, which lose most, keep 32 bits."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = raw.with_name("prepared.onnx")
    quant_pre_process(str(raw), str(prepared), skip_symbolic_shape=True)
    model = onnx.load(str(prepared))
    kept = [n.name for n in model.graph.node if n.op_type in ("MatMul", "Gemm") and "/encoder/" not in n.name]
    quantize_dynamic(
        str(prepared), str(out), op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=False,
        weight_type=QuantType.QInt8, nodes_to_exclude=kept, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def main() -> None:
    """Command line of the export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="other trainings that are part of the mean")
    parser.add_argument("--name", default="kg_en_news")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the corpora, for the lemma table")
    parser.add_argument(
        "--average", type=int, default=1, help="take the mean of so many newest checkpoints of each training"
    )
    parser.add_argument("--full", action="store_true", help="keep 32 bits")
    parser.add_argument("--scores", type=Path, help="JSON file with measured scores, for the model card")
    a = parser.parse_args()
    scores = json.loads(a.scores.read_text(encoding="utf-8")) if a.scores is not None else {}
    export(
        (a.checkpoints, *a.also),
        a.out,
        name=a.name,
        version=a.version,
        full=a.full,
        scores=scores,
        data=a.data,
        average=a.average,
    )


if __name__ == "__main__":
    main()
