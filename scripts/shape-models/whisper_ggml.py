#!/usr/bin/env python3
"""Write a whisper.cpp model of a wanted shape with random weights: the arithmetic of a real one without its knowledge.

    whisper_ggml.py --donor models/starter/starter-stt.bin --out shape-turbo.bin --preset large-v3-turbo [--words 16]

Every decode says the same words and ends, as a real transcript of an utterance would: the decoder's positional
embedding of a place is a multiple of the token embedding that is to be said there, and outweighs the random layers.
The vocabulary is the donor's, the mel filters too where their number is the same. Plain standard library.
"""
import argparse
import math
import random
import re
import struct

MAGIC = 0x67676d6c
F32, F16 = 0, 1
FFT_BINS, RATE_HZ = 201, 16000
SPREAD = 0.02           # of the layers' weights
EMBEDDING_SPREAD = 0.5  # of the token embeddings: the logit of a wanted token is width × spread
SCRIPT_WEIGHT = 24.0    # of the script against one layer's output
FIRST_ANSWER = 2        # place of <|transcribe|>, which <|startoftranscript|> and the language precede
END, TIMESTAMP_BEGIN = 50257, 50364
PRESETS = {  # vocabulary, width, heads, encoder layers, decoder layers, mel bands
    "tiny": (51865, 384, 6, 4, 4, 80),
    "base": (51865, 512, 8, 6, 6, 80),
    "small": (51865, 768, 12, 12, 12, 80),
    "large-v3-turbo": (51866, 1280, 20, 32, 4, 128),
    "toy": (51865, 128, 2, 2, 3, 80),
}
AUDIO_CONTEXT, TEXT_CONTEXT = 1500, 448


class Donor:
    """Mel filters and vocabulary of a whisper.cpp model."""

    def __init__(self, path):
        with open(path, "rb") as file:
            if struct.unpack("<12i", file.read(48))[0] != MAGIC:
                raise SystemExit(f"{path} is no whisper.cpp model")
            self.bands, bins = struct.unpack("<2i", file.read(8))
            self.filters = file.read(self.bands * bins * 4)
            self.tokens = [file.read(struct.unpack("<i", file.read(4))[0]) for _ in range(struct.unpack("<i", file.read(4))[0])]

    def words(self, count):
        """Ids of different short words with a space before them, of the commonest."""
        fits = [i for i, token in enumerate(self.tokens) if re.fullmatch(rb" [a-z]{2,4}", token)]
        if len(fits) < count:
            raise SystemExit(f"the donor has only {len(fits)} short words")
        return fits[:count]


def mel_filters(bands):
    """Slaney's filters, area-normalised, bands × 201 (librosa.filters.mel's default, which Whisper was trained with)."""
    knee, step = 1000.0, math.log(6.4) / 27

    def to_mel(hz):
        return hz * 3 / 200 if hz < knee else 15 + math.log(hz / knee) / step

    def to_hz(mel):
        return mel * 200 / 3 if mel < 15 else knee * math.exp(step * (mel - 15))

    top = to_mel(RATE_HZ / 2)
    edges = [to_hz(top * i / (bands + 1)) for i in range(bands + 2)]
    rows = []
    for low, centre, high in zip(edges, edges[1:], edges[2:]):
        for k in range(FFT_BINS):
            hz = k * RATE_HZ / 2 / (FFT_BINS - 1)
            rows.append(max(0.0, min((hz - low) / (centre - low), (high - hz) / (high - centre))) * 2 / (high - low))
    return struct.pack(f"<{len(rows)}f", *rows)


def tensors(shape):
    """(name, dimensions with the fastest first, type) of every tensor."""
    width = shape.width

    def attention(name):
        for part in ("query", "key", "value", "out"):
            yield f"{name}.{part}.weight", (width, width), F16
            if part != "key":
                yield f"{name}.{part}.bias", (width,), F32
        yield from norm(f"{name}_ln")

    def norm(name):
        yield f"{name}.weight", (width,), F32
        yield f"{name}.bias", (width,), F32

    def block(name, crosses):
        yield from attention(f"{name}.attn")
        if crosses:
            yield from attention(f"{name}.cross_attn")
        yield f"{name}.mlp.0.weight", (width, 4 * width), F16
        yield f"{name}.mlp.0.bias", (4 * width,), F32
        yield f"{name}.mlp.2.weight", (4 * width, width), F16
        yield f"{name}.mlp.2.bias", (width,), F32
        yield from norm(f"{name}.mlp_ln")

    yield "encoder.positional_embedding", (width, AUDIO_CONTEXT), F32
    yield "encoder.conv1.weight", (3, shape.bands, width), F16
    yield "encoder.conv1.bias", (1, width), F32
    yield "encoder.conv2.weight", (3, width, width), F16
    yield "encoder.conv2.bias", (1, width), F32
    for i in range(shape.encoder_layers):
        yield from block(f"encoder.blocks.{i}", crosses=False)
    yield from norm("encoder.ln_post")
    yield "decoder.positional_embedding", (width, TEXT_CONTEXT), F32
    yield "decoder.token_embedding.weight", (width, shape.vocabulary), F16
    for i in range(shape.decoder_layers):
        yield from block(f"decoder.blocks.{i}", crosses=True)
    yield from norm("decoder.ln")


class Weights:
    """Random rows from one pool of normal numbers, each row from a place of its own."""

    POOL = (1 << 16) + 1  # odd, so that rows of even length begin at ever new places

    def __init__(self, seed):
        draw = random.Random(seed)
        self.normal = [draw.gauss(0, 1) for _ in range(self.POOL)]
        self.bytes = {}

    def of(self, kind, spread, count, at):
        """`count` numbers from place `at` of the endless repetition of the pool."""
        letter, size = ("e", 2) if kind == F16 else ("f", 4)
        key = kind, spread
        if key not in self.bytes:
            self.bytes[key] = struct.pack(f"<{self.POOL}{letter}", *(value * spread for value in self.normal))
        pool, start = self.bytes[key], at % self.POOL * size
        turned = pool[start:] + pool[:start]
        whole, rest = divmod(count * size, len(turned))
        return whole, turned, turned[:rest]

    def embedding(self, token, width):
        """What token's embedding is before its spread: the pool read on from where the token before it ended."""
        return [self.normal[(token * width + i) % self.POOL] for i in range(width)]


def script(shape, donor):
    """Place of the decoder → the token that is said after it."""
    begin = TIMESTAMP_BEGIN + shape.vocabulary - 51865
    said = {FIRST_ANSWER + 1 + i: word for i, word in enumerate(donor.words(shape.words))}
    return {FIRST_ANSWER: begin, **said, **{place: END for place in range(FIRST_ANSWER + 1 + shape.words, TEXT_CONTEXT)}}


def positions(shape, donor, weights):
    """The decoder's positional embedding, place by place."""
    plan = script(shape, donor)
    for place in range(TEXT_CONTEXT):
        row = weights.embedding(plan[place], shape.width) if place in plan else [0.0] * shape.width
        yield struct.pack(f"<{shape.width}f", *(SCRIPT_WEIGHT * value for value in row))


def write(donor, shape, path):
    weights = Weights(seed=1)
    with open(path, "wb") as file:
        file.write(struct.pack(
            "<12i", MAGIC, shape.vocabulary, AUDIO_CONTEXT, shape.width, shape.heads, shape.encoder_layers,
            TEXT_CONTEXT, shape.width, shape.heads, shape.decoder_layers, shape.bands, F16))
        file.write(struct.pack("<2i", shape.bands, FFT_BINS))
        file.write(donor.filters if shape.bands == donor.bands else mel_filters(shape.bands))
        file.write(struct.pack("<i", len(donor.tokens)))
        for token in donor.tokens:
            file.write(struct.pack("<i", len(token)) + token)
        for index, (name, dimensions, kind) in enumerate(tensors(shape)):
            data = name.encode()
            file.write(struct.pack(f"<3i{len(dimensions)}i", len(dimensions), len(data), kind, *dimensions) + data)
            count = math.prod(dimensions)
            if name == "decoder.positional_embedding":
                for row in positions(shape, donor, weights):
                    file.write(row)
                continue
            if "ln" in name:
                file.write(struct.pack("<f", 1.0 if name.endswith("weight") else 0.0) * count)
                continue
            embeds = name == "decoder.token_embedding.weight"
            whole, turned, rest = weights.of(kind, EMBEDDING_SPREAD if embeds else SPREAD, count, 0 if embeds else index * 7919)
            for _ in range(whole):
                file.write(turned)
            file.write(rest)
        return file.tell()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--donor", required=True, help="a whisper.cpp model with the multilingual vocabulary")
    parser.add_argument("--out", required=True)
    parser.add_argument("--preset", choices=sorted(PRESETS))
    names = ("vocabulary", "width", "heads", "encoder_layers", "decoder_layers", "bands")
    for name in names:
        parser.add_argument("--" + name.replace("_", "-"), type=int)
    parser.add_argument("--words", type=int, default=16, help="tokens of text that every decode says, 1…64")
    shape = parser.parse_args()
    for name, value in zip(names, PRESETS.get(shape.preset, (None,) * len(names))):
        if getattr(shape, name) is None:
            setattr(shape, name, value)
    missing = [name for name in names if getattr(shape, name) is None]
    if missing:
        parser.error("give --preset or: " + ", ".join("--" + name.replace("_", "-") for name in missing))
    if not 1 <= shape.words <= 64:
        parser.error(f"--words is {shape.words}: it must be 1…64")
    size = write(Donor(shape.donor), shape, shape.out)
    print(f"{shape.out}: {size / 1e9:.2f} GB, {shape.encoder_layers} + {shape.decoder_layers} layers of {shape.width}, f16")


if __name__ == "__main__":
    main()
