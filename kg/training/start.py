"""A shipped model as a network again, to go on from or to ask: what is stored in 8 bits is turned back into 32."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.training.network import Analyser, Sizes

Array = np.ndarray[Any, Any]
_MULTIPLIED = {"MatMul": 1, "MatMulInteger": 1, "Gemm": 1}
_LAYER = re.compile(r"network\.encoder\.layers\.(\d+)\.")


def shipped(folder: Path, sizes: Sizes) -> Analyser:
    """The network of `folder`, with as many layers as it has; `sizes` gives the rest, labels included.

    Raises:
        ValueError: The folder's network has other sizes.
    """
    names = (i.name for i in onnx.load(str(folder / "network.onnx")).graph.initializer)
    layers = {int(found[1]) for name in names if (found := _LAYER.match(name))}
    network = Analyser(replace(sizes, layers=len(layers)))
    load_shipped(network, folder)
    return network


def load_shipped(network: Analyser, folder: Path) -> None:
    """Copy the weights of `folder` (`network.onnx`, `labels.onnx`) into a network of the same sizes.

    Raises:
        ValueError: A parameter of the network has no counterpart in the folder.
    """
    model = onnx.load(str(folder / "network.onnx"))
    stored = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    found: dict[str, Array] = {}
    for name, value in stored.items():
        if name.startswith("network."):
            found[name.removeprefix("network.")] = value
    for node in model.graph.node:
        at = _MULTIPLIED.get(node.op_type)
        if at is not None and (weights := _weights(stored, node.input[at].removesuffix("_small"))) is not None:
            path = node.name.removeprefix("/network/").rpartition("/")[0].replace("/", ".")
            found[f"{path}.weight" if path else node.name] = weights.T
    for name in ("pieces", "shapes", "positions"):
        found[f"encoder.{name}.weight"] = _required(_weights(stored, f"network.encoder.{name}.weight"), name)
    found["arc"] = _arc(stored, network)
    found["label"] = _label(onnx.load(str(folder / "labels.onnx")))
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            value = _required(found.get(name), name)
            if tuple(value.shape) != tuple(parameter.shape):
                raise ValueError(f"{name}: {value.shape} in {folder}, {tuple(parameter.shape)} in the network")
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)))


def _required(value: Array | None, name: str) -> Array:
    if value is None:
        raise ValueError(f"the shipped model lacks {name}")
    return value


def _weights(stored: dict[str, Array], name: str) -> Array | None:
    """A matrix as 32-bit numbers, whether it was stored in 8 bits or in 32."""
    if name in stored:
        value = stored[name]
        return value if value.ndim == 2 else None
    if f"{name}_small" not in stored:
        return None
    whole: Array = stored[f"{name}_small"].astype(np.float32) * stored[f"{name}_scale"]
    return whole


def _arc(stored: dict[str, Array], network: Analyser) -> Array:
    """The arc scorer is a product and a sum in the graph: the only square matrix of its size, and the vector added."""
    size = network.arc.shape[1]
    square = [v for v in stored.values() if v.shape == (size, size)]
    vector = [v for k, v in stored.items() if v.shape == (size,) and k.startswith("onnx::Add")]
    if len(square) != 1 or len(vector) != 1:
        raise ValueError("the arc scorer cannot be told from the other weights")
    return np.concatenate([square[0], vector[0][None]])


def _label(scorer: Any) -> Array:
    """The label scorer's matrix (size, labels * size) as labels, size, size."""
    matrix = max((numpy_helper.to_array(i) for i in scorer.graph.initializer), key=lambda a: a.size)
    size = matrix.shape[0]
    return matrix.reshape(size, -1, size).transpose(1, 0, 2)
