#!/usr/bin/env python3
"""Write a LLaMA-architecture GGUF file with random weights: the arithmetic of a real model without its knowledge.

    gguf.py --donor models/starter/starter-chat.gguf --out shape-8b.gguf --preset 8b [--type q4_0|f16]
    gguf.py --donor … --out … --width 128 --layers 2 --heads 4 --kv-heads 2 --feed-forward 352 --vocabulary 2048

The tokenizer and the chat template are the donor's. Its vocabulary is filled up to the wanted size with made-up
words, and only those are ever answered: the donor's rows of the output matrix are zero, so that no answer ends by chance.
Plain standard library; a file of any size is written in a few megabytes of memory.
"""
import argparse
import random
import struct

U32, F32, BOOL, STRING, ARRAY = 4, 6, 7, 8, 9
SIZES = {0: 1, 1: 1, 2: 2, 3: 2, U32: 4, 5: 4, F32: 4, BOOL: 1, 10: 8, 11: 8, 12: 8}
NORMAL_TOKEN = 1
TENSOR_TYPES = {"f32": (0, 1, 4), "f16": (1, 1, 2), "q4_0": (2, 32, 18)}  # ggml's number, values per block, bytes per block
ALIGNMENT = 32
WEIGHT_SPREAD = 0.02
PRESETS = {  # width, layers, heads, kv_heads, feed_forward, vocabulary
    "1b": (2048, 16, 32, 8, 8192, 128256),
    "3b": (3072, 28, 24, 8, 8192, 128256),
    "8b": (4096, 32, 32, 8, 14336, 128256),
    "tiny": (128, 2, 4, 2, 352, 2048),
}


class Donor:
    """The metadata of a GGUF file, as raw bytes by key; token lists are taken apart."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.file = file
            magic, version, _, count = struct.unpack("<4sIQQ", file.read(24))
            if magic != b"GGUF" or version != 3:
                raise SystemExit(f"{path} is no GGUF file of version 3")
            self.raw = {}
            for _ in range(count):
                key = self._string().decode()
                start = file.tell()
                self._skip(self._number())
                end = file.tell()
                file.seek(start)
                self.raw[key] = file.read(end - start)

    def _number(self, kind="I"):
        return struct.unpack("<" + kind, self.file.read(struct.calcsize(kind)))[0]

    def _string(self):
        return self.file.read(self._number("Q"))

    def _skip(self, kind):
        if kind == STRING:
            self._string()
        elif kind == ARRAY:
            inner, count = self._number(), self._number("Q")
            for _ in range(count):
                self._skip(inner)
        else:
            self.file.seek(SIZES[kind], 1)

    def extended(self, key, more):
        """An array of the donor with `more` (raw bytes of each element) at its end."""
        raw = self.raw[key]
        kind, inner, count = struct.unpack("<IIQ", raw[:16])
        return struct.pack("<IIQ", kind, inner, count + len(more)) + raw[16:] + b"".join(more)

    def tokens(self):
        return struct.unpack("<Q", self.raw["tokenizer.ggml.tokens"][8:16])[0]


def string(text):
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def metadata(donor, shape):
    """Key → raw value."""
    fill = shape.vocabulary - donor.tokens()
    if fill < 1:
        raise SystemExit(f"--vocabulary must be above the donor's {donor.tokens()}")
    values = {key: raw for key, raw in donor.raw.items() if key.startswith("tokenizer.")}
    values["tokenizer.ggml.tokens"] = donor.extended("tokenizer.ggml.tokens", [string(f"▁w{i}") for i in range(fill)])
    values["tokenizer.ggml.scores"] = donor.extended("tokenizer.ggml.scores", [struct.pack("<f", -1e6)] * fill)
    values["tokenizer.ggml.token_type"] = donor.extended("tokenizer.ggml.token_type", [struct.pack("<i", NORMAL_TOKEN)] * fill)
    values["general.architecture"] = struct.pack("<I", STRING) + string("llama")
    values["general.name"] = struct.pack("<I", STRING) + string("random weights (shape only)")
    for key, value in {
        "llama.context_length": shape.context, "llama.embedding_length": shape.width, "llama.block_count": shape.layers,
        "llama.feed_forward_length": shape.feed_forward, "llama.attention.head_count": shape.heads,
        "llama.attention.head_count_kv": shape.kv_heads, "llama.rope.dimension_count": shape.width // shape.heads,
        "llama.vocab_size": shape.vocabulary, "general.file_type": {"f16": 1, "q4_0": 2}[shape.type],
    }.items():
        values[key] = struct.pack("<II", U32, value)
    values["llama.rope.freq_base"] = struct.pack("<If", F32, 500000.0)
    values["llama.attention.layer_norm_rms_epsilon"] = struct.pack("<If", F32, 1e-5)
    return values


def tensors(shape):
    """(name, dimensions with the fastest first, type) in file order."""
    width, kv = shape.width, shape.width // shape.heads * shape.kv_heads
    yield "token_embd.weight", (width, shape.vocabulary), shape.type
    for i in range(shape.layers):
        block = f"blk.{i}."
        yield block + "attn_norm.weight", (width,), "f32"
        yield block + "attn_q.weight", (width, width), shape.type
        yield block + "attn_k.weight", (width, kv), shape.type
        yield block + "attn_v.weight", (width, kv), shape.type
        yield block + "attn_output.weight", (width, width), shape.type
        yield block + "ffn_norm.weight", (width,), "f32"
        yield block + "ffn_gate.weight", (width, shape.feed_forward), shape.type
        yield block + "ffn_up.weight", (width, shape.feed_forward), shape.type
        yield block + "ffn_down.weight", (shape.feed_forward, width), shape.type
    yield "output_norm.weight", (width,), "f32"
    yield "output.weight", (width, shape.vocabulary), shape.type


def size_of(dimensions, kind):
    _, values, size = TENSOR_TYPES[kind]
    if dimensions[0] % values:
        raise SystemExit(f"a row of {dimensions[0]} values does not fit {kind}'s blocks of {values}")
    count = 1
    for dimension in dimensions:
        count *= dimension
    return count // values * size


class Weights:
    """Random weights of every type, from one pool each that is read round and round from changing places."""

    POOL_BLOCKS = 1 << 17

    def __init__(self, seed):
        draw = random.Random(seed)
        if_q4 = struct.pack("<e", WEIGHT_SPREAD / 4.6)  # nibbles −8…7 spread by 4.6
        self.pools = {
            "f32": struct.pack("<f", 1.0) * 4096,  # norms
            "f16": b"".join(struct.pack("<e", draw.gauss(0, WEIGHT_SPREAD)) for _ in range(self.POOL_BLOCKS)),
            "q4_0": b"".join(if_q4 + draw.randbytes(16) for _ in range(self.POOL_BLOCKS)),
        }
        self.draw = draw

    def write(self, file, kind, size):
        pool, block = self.pools[kind], TENSOR_TYPES[kind][2]
        start = self.draw.randrange(len(pool) // block) * block
        turned = pool[start:] + pool[:start]
        for _ in range(size // len(turned)):
            file.write(turned)
        file.write(turned[:size % len(turned)])


def write(donor, shape, path):
    values, listed = metadata(donor, shape), list(tensors(shape))
    silent = size_of((shape.width, donor.tokens()), shape.type)
    with open(path, "wb") as file:
        file.write(struct.pack("<4sIQQ", b"GGUF", 3, len(listed), len(values)))
        for key, raw in values.items():
            file.write(string(key) + raw)
        offset = 0
        for name, dimensions, kind in listed:
            file.write(string(name) + struct.pack(f"<I{len(dimensions)}Q", len(dimensions), *dimensions))
            file.write(struct.pack("<IQ", TENSOR_TYPES[kind][0], offset))
            offset += -(-size_of(dimensions, kind) // ALIGNMENT) * ALIGNMENT
        weights = Weights(seed=1)
        for name, dimensions, kind in listed:
            file.write(b"\0" * (-file.tell() % ALIGNMENT))
            zeros = silent if name == "output.weight" else 0
            file.write(b"\0" * zeros)
            weights.write(file, kind, size_of(dimensions, kind) - zeros)
        file.write(b"\0" * (-file.tell() % ALIGNMENT))
        return file.tell()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--donor", required=True, help="a GGUF file with a SentencePiece tokenizer")
    parser.add_argument("--out", required=True)
    parser.add_argument("--preset", choices=sorted(PRESETS))
    for name in ("width", "layers", "heads", "kv-heads", "feed-forward", "vocabulary"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--context", type=int, default=8192)
    parser.add_argument("--type", choices=("q4_0", "f16"), default="q4_0")
    shape = parser.parse_args()
    names = ("width", "layers", "heads", "kv_heads", "feed_forward", "vocabulary")
    for name, value in zip(names, PRESETS.get(shape.preset, (None,) * len(names))):
        if getattr(shape, name) is None:
            setattr(shape, name, value)
    missing = [name for name in names if getattr(shape, name) is None]
    if missing:
        parser.error("give --preset or: " + ", ".join("--" + name.replace("_", "-") for name in missing))
    size = write(Donor(shape.donor), shape, shape.out)
    print(f"{shape.out}: {size / 1e9:.2f} GB, {shape.layers} layers of {shape.width}, {shape.type}")


if __name__ == "__main__":
    main()
