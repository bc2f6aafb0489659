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

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from kg.nlp.neural.shapes import SHAPES
from kg.training.augment import Names, recased, swapped
from kg.training.base import BASE, read_tokenizer, read_weights
from kg.training.corpus import NAME_LABELS, Sentence, read_gold, retokenize
from kg.training.network import Analyser, Sizes, load_encoder
from kg.training.silver import refine, undecided
from kg.training.sources import read_named, read_treebanks
from kg.training.start import load_shipped, shipped
from kg.training.windows import IGNORED, LONGEST, Encoder, Labels, Window, batches, collate, group


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
    start: Path | None = None
    decide: Path | None = None
    base: Path = BASE
    batches: int | None = None
    without: tuple[str, ...] = ()


PARTS = ("refine", "exchange", "documents", "web", "silver", "windows", "shapes", "case")
"""What a training may leave out, to measure its worth: decided names, exchanged names, Re-DocRED and WNUT names, the
second pass over the names of web text, all names but the gold and the treebanks', windows of several sentences, the shapes
of words, words in other case."""


def losses(network: Analyser, out: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Sum of the heads' losses, each a mean over the words that carry that target."""

    def cross(name: str, weight: float) -> torch.Tensor:
        target = b[name]
        if not bool((target != IGNORED).any()):
            return torch.zeros(())
        return weight * functional.cross_entropy(
            out[name].float().flatten(0, 1), target.flatten(), ignore_index=IGNORED
        )

    total = cross("starts", 0.5) + cross("xpos", 0.7) + cross("upos", 0.3) + cross("scripts", 0.3)
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
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


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


@dataclass(slots=True)
class Material:
    """What a training reads: tree sentences, gold names, other names, and names to exchange."""

    trees: list[Sentence]
    gold: list[Sentence]
    others: list[Sentence]
    names: Names

    @classmethod
    def read(cls, data: Path) -> Material:
        """Read the training parts of the corpora."""
        gold, others = read_named(data)
        return cls(read_treebanks(data, "train"), gold, others, Names(gold))

    def refine(self, network: Analyser, encoder: Encoder, kept: Path) -> None:
        """Let a trained network decide what the corpora leave open; `kept` remembers it for a run that goes on."""
        parts = {"trees": [s for s in self.trees if s.names], "others": self.others}
        if not kept.exists():
            for name, part in parts.items():
                # A treebank's names are annotated by hand: they stand against the network, silver names do not.
                before, lost = undecided(part), refine(network, encoder, part, doubt=name != "trees")
                print(f"{name}: undecided {before:.3f} -> {undecided(part):.3f}, {lost} contradicted", file=sys.stderr)
            kept.write_text(json.dumps({k: [s.names for s in part] for k, part in parts.items()}), encoding="utf-8")
        known = json.loads(kept.read_text(encoding="utf-8"))
        for name, part in parts.items():
            for s, names in zip(part, known[name], strict=True):
                s.names = names

    def leave_out(self, without: Sequence[str]) -> None:
        """Forget the sentences of some parts; after `refine`, whose memory is of all."""
        if "silver" in without:
            self.others = []
        if "documents" in without:
            self.others = [s for s in self.others if not s.document.startswith(("redocred", "wnut"))]

    def pool(self, plan: Plan, rng: random.Random) -> list[list[Sentence]]:
        """Groups of sentences of one epoch: the gold as it stands and with other names, a sample of the others."""
        drawn = sorted(rng.sample(range(len(self.others)), min(plan.others, len(self.others))))
        again = self.gold if "exchange" in plan.without else list(swapped(self.gold, self.names, rng))
        web = [] if "web" in plan.without else [s for s in self.trees if s.web]
        parts = (self.trees, self.gold, again, web, [self.others[i] for i in drawn])
        most = 0 if "windows" in plan.without else LONGEST
        return [g for part in parts for g in group(part, rng, most)]

    def steps(self, plan: Plan) -> int:
        """About how many batches an epoch has."""
        web = () if "web" in plan.without else (s for s in self.trees if s.web)
        words = sum(len(s.words) for s in (*self.trees, *self.gold, *self.gold, *web)) + plan.others * 23
        return int(words * 1.42 / plan.budget)


def train(data: Path, out: Path, plan: Plan) -> None:
    """Train with checkpoints in `out`; progress lines go to standard error."""
    random.seed(plan.seed)
    np.random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    material = Material.read(data)
    labels = Labels.of(material.trees)
    sizes = Sizes(len(labels.xpos), len(labels.upos), len(labels.scripts), len(labels.deps), len(NAME_LABELS), SHAPES)
    network = Analyser(sizes)
    encoder = Encoder(read_tokenizer(plan.base), labels, shaped="shapes" not in plan.without)
    if plan.start is None:
        load_encoder(network, read_weights(plan.base))
    else:
        load_shipped(network, plan.start)
    if "refine" not in plan.without and (plan.decide or plan.start) is not None:
        decider = network if plan.decide is None else shipped(plan.decide, sizes)
        material.refine(decider, encoder, out / "refined.json")
    material.leave_out(plan.without)
    optimizer = optimizer_of(network, plan)
    dev = read_treebanks(data, "dev")[:2001]
    dev_gold = list(retokenize(read_gold(data / "ner/news-gold.jsonl", "dev")))
    first = restore(out, network, optimizer, material.steps(plan)) if (out / "state.json").exists() else 0
    for epoch in range(first, plan.epochs):
        run_epoch(
            network, optimizer, encoder, material.pool(plan, random.Random(plan.seed * 1000 + epoch)), plan, epoch
        )
        save(out, network, optimizer, epoch, labels)
        scores = dev_scores(network, encoder, dev, dev_gold)
        print(f"epoch {epoch} {json.dumps(scores)}", file=sys.stderr, flush=True)


def run_epoch(
    network: Analyser,
    optimizer: torch.optim.Optimizer,
    encoder: Encoder,
    pool: Sequence[Sequence[Sentence]],
    plan: Plan,
    epoch: int,
) -> None:
    """One pass over an epoch's groups; the rates rise over the warm-up and fall to nothing by the last epoch's end."""
    rng = random.Random(plan.seed * 1000 + epoch + 500)
    cased = "case" in plan.without
    windows = [encoder.window(g, None if cased else recased(rng)) for g in pool]
    todo = list(batches(windows, plan.budget, rng))[: plan.batches]
    began, seen, running = time.monotonic(), 0, 0.0
    for i, batch in enumerate(todo):
        progress = (epoch + i / len(todo)) / plan.epochs
        scale = min(1.0, progress / plan.warm_up) * (1 - progress)
        for g, rate in zip(optimizer.param_groups, (plan.encoder_rate, plan.head_rate), strict=True):
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
            line = f"epoch {epoch} {i + 1}/{len(todo)} loss {running / 50:.3f} {rate_now:.0f} words/s"
            print(line, file=sys.stderr, flush=True)
            if math.isnan(running):
                raise SystemExit("the loss is not a number")
            running = 0.0


def main() -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, default=BASE, help="jar with the encoder to begin with")
    parser.add_argument("--start", type=Path, help="folder of a shipped model to go on from; its names refine the data")
    parser.add_argument("--decide", type=Path, help="folder of a shipped model whose names refine the data")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--others", type=int, default=Plan().others)
    parser.add_argument("--encoder-rate", type=float, default=Plan().encoder_rate)
    parser.add_argument("--head-rate", type=float, default=Plan().head_rate)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--batches", type=int, help="at most so many batches an epoch (for trials)")
    parser.add_argument("--without", nargs="*", choices=PARTS, default=[], help="parts to leave out (for trials)")
    a = parser.parse_args()
    plan = Plan(
        epochs=a.epochs, others=a.others, encoder_rate=a.encoder_rate, head_rate=a.head_rate, seed=a.seed, start=a.start,
        decide=a.decide, base=a.base, batches=a.batches, without=tuple(a.without),
    )  # fmt: skip
    train(a.data, a.out, plan)


if __name__ == "__main__":
    main()
