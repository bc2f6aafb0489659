"""Turn a checkpoint into the folder that ships: `python -m kg.training.export CHECKPOINTS OUT --name NAME`.

The folder holds `network.onnx` (the encoder's weights stored in 8 bits, heads in 32; see `shrink` for what is computed),
`labels.onnx` (label scorer), `vocab.txt` and `meta.json` (labels, sources, licences, scores).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.nlp.neural.shapes import SHAPES
from kg.training.base import BASE, vocabulary
from kg.training.corpus import NAME_LABELS
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
    {"name": "e5-small-v2 (initial weights: its lower layers)", "licence": "MIT", "for": "initial encoder weights"},
)


Array = np.ndarray[Any, Any]


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


_LEAST = 384  # rows of a matrix from which it is worth shrinking: not the tables of shapes
COUNTED = ("/up/", "/down/")
"""Products that are computed in 8 bits: those of the position-wise networks, two thirds of the work."""
_MOST_COUNTED = 63
# Seven bits: pairs of products are added up in 16 bits on processors without VNNI, where eight would overflow and give
# other bytes than elsewhere.
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
    base: Path = BASE,
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
            shrink(raw, out / "network.onnx")
    export_scorer(network.label.detach(), out / "labels.onnx")
    (out / "vocab.txt").write_text(vocabulary(base), encoding="utf-8")
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


def shrink(raw: Path, out: Path, counted: Sequence[str] = COUNTED) -> None:
    """Store the encoder's products and the piece table in 8 bits, by column and by row; the heads stay as they are.

    Most products are turned back into 32 bits once, when the model is loaded, pieces as they are looked up. Those whose
    node has a word of `counted` in its name are computed in 8 bits too: what goes in is rounded as it comes.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(raw))
    graph = model.graph
    weights = {i.name: i for i in graph.initializer}
    nodes: list[Any] = []
    for node in graph.node:
        at = {"MatMul": 1, "Gather": 0}.get(node.op_type)
        name = node.input[at] if at is not None else ""
        if name not in weights or "/encoder/" not in node.name or weights[name].dims[0] < _LEAST:
            nodes.append(node)
            continue
        values = numpy_helper.to_array(weights[name])
        if node.op_type == "MatMul" and any(part in node.name for part in counted):
            small, scale = eight_bits(values, axis=0, most=_MOST_COUNTED)
            scale = scale[0]
            nodes += _counted(node, name)
        else:
            small, scale = eight_bits(values, axis=0 if node.op_type == "MatMul" else 1)
            nodes += _whole(node, name)
        graph.initializer.remove(weights[name])
        graph.initializer.append(numpy_helper.from_array(small, f"{name}_small"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}_scale"))
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def eight_bits(weights: Array, axis: int, most: int = 127) -> tuple[Array, Array]:
    """Whole numbers from -`most` to `most`, and the scale of each column (`axis` 0) or row (1), by which they are multiplied."""
    scale = np.maximum(np.abs(weights).max(axis, keepdims=True), 1e-9) / most
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def _whole(node: Any, name: str) -> list[Any]:
    """The node, with its weights (or what it looks up) turned back into 32 bits."""
    from onnx import TensorProto, helper

    if node.op_type == "MatMul":
        cast = helper.make_node("Cast", [f"{name}_small"], [f"{name}_cast"], f"{name}/Cast", to=TensorProto.FLOAT)
        times = helper.make_node("Mul", [f"{name}_cast", f"{name}_scale"], [name], f"{name}/Mul")
        return [cast, times, node]
    ids, out = node.input[1], node.output[0]
    rows = helper.make_node("Gather", [f"{name}_small", ids], [f"{out}_small"], node.name)
    scales = helper.make_node("Gather", [f"{name}_scale", ids], [f"{out}_scale"], f"{node.name}/scale")
    cast = helper.make_node("Cast", [f"{out}_small"], [f"{out}_cast"], f"{out}/Cast", to=TensorProto.FLOAT)
    return [rows, scales, cast, helper.make_node("Mul", [f"{out}_cast", f"{out}_scale"], [out], f"{out}/Mul")]


def _counted(node: Any, name: str) -> list[Any]:
    """The product in whole numbers, turned back into 32 bits behind it: a form that ONNX Runtime makes one step of."""
    from onnx import TensorProto, helper

    at, out = node.name, node.output[0]
    small, scale, zero, counts, whole, both = (f"{out}_{x}" for x in ("q", "s", "z", "counts", "whole", "both"))
    return [
        helper.make_node("DynamicQuantizeLinear", [node.input[0]], [small, scale, zero], f"{at}/quantize"),
        helper.make_node("MatMulInteger", [small, f"{name}_small", zero], [counts], at),
        helper.make_node("Cast", [counts], [whole], f"{at}/Cast", to=TensorProto.FLOAT),
        helper.make_node("Mul", [scale, f"{name}_scale"], [both], f"{at}/scale"),
        helper.make_node("Mul", [whole, both], [out], f"{at}/Mul"),
    ]


def main() -> None:
    """Command line of the export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="other trainings that are part of the mean")
    parser.add_argument("--name", default="kg_en_news")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the corpora, for the lemma table")
    parser.add_argument("--base", type=Path, default=BASE, help="jar with the encoder it began with, for its pieces")
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
        base=a.base,
        average=a.average,
    )


if __name__ == "__main__":
    main()
