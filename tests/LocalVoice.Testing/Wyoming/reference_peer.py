"""Talks to a server with the protocol's reference package, and prints what comes as JSON, one event per line.

Usage: reference_peer.py PORT describe | ping | transcribe LANGUAGE | synthesize TEXT | stream VOICE TEXT... | vad
Audio to send is 16 kHz, mono, 16 bit, on standard input.
"""

import asyncio
import json
import sys

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
    SynthesizeStopped,
    SynthesizeVoice,
)
from wyoming.vad import VoiceStarted, VoiceStopped

KNOWN = [
    Transcript,
    TranscriptChunk,
    TranscriptStart,
    TranscriptStop,
    AudioChunk,
    AudioStart,
    AudioStop,
    Error,
    Info,
    Pong,
    SynthesizeStopped,
    VoiceStarted,
    VoiceStopped,
]
FORMAT = {"rate": 16000, "width": 2, "channels": 1}


def show(event):
    """Every event has to be one that the package reads."""
    kind = next(known for known in KNOWN if known.is_type(event.type))
    read = kind.from_event(event)
    data = read.event().data
    if isinstance(read, AudioChunk):
        data = {**data, "samples": read.samples}
    print(json.dumps({"type": event.type, "data": data}), flush=True)
    return read


async def listen(client, last):
    while True:
        event = await client.read_event()
        if event is None:
            print(json.dumps({"type": "end", "data": {}}), flush=True)
            return
        if isinstance(show(event), (last, Error)):
            return


async def send_audio(client, framed):
    pcm = sys.stdin.buffer.read()
    if framed:
        await client.write_event(AudioStart(**FORMAT, timestamp=0).event())
    for at in range(0, len(pcm), 2048):
        chunk = AudioChunk(**FORMAT, audio=pcm[at : at + 2048], timestamp=at // 32)
        await client.write_event(chunk.event())
    if framed:
        await client.write_event(AudioStop().event())


async def main(port, verb, *rest):
    async with AsyncTcpClient("127.0.0.1", int(port)) as client:
        if verb == "describe":
            await client.write_event(Describe().event())
            await listen(client, Info)
        elif verb == "ping":
            await client.write_event(Ping(text="hello").event())
            await listen(client, Pong)
        elif verb == "transcribe":
            await client.write_event(Transcribe(language=rest[0]).event())
            await send_audio(client, framed=True)
            await listen(client, TranscriptStop)
        elif verb == "vad":
            await send_audio(client, framed=False)
            await listen(client, VoiceStopped)
        elif verb == "synthesize":
            await client.write_event(Synthesize(text=rest[0]).event())
            await listen(client, AudioStop)
        elif verb == "stream":
            voice = SynthesizeVoice(name=rest[0])
            await client.write_event(SynthesizeStart(voice=voice).event())
            for part in rest[1:]:
                await client.write_event(SynthesizeChunk(text=part).event())
            await client.write_event(Synthesize(text="".join(rest[1:]), voice=voice).event())
            await client.write_event(SynthesizeStop().event())
            await listen(client, SynthesizeStopped)


asyncio.run(main(*sys.argv[1:]))
