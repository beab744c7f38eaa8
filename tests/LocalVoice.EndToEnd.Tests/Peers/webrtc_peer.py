#!/usr/bin/python3
"""A WebRTC client of POST /v1/realtime/calls, by aiortc (Debian: apt-get install python3-aiortc).

It posts its SDP offer with a bearer key, opens the data channel "oai-events", plays a WAV file as its microphone, records what it
hears, and prints what happens as JSON lines: {"t": seconds since the start, "state" | "sent" | "event" | "error" | "closed": ...}.
Standard input takes JSON lines: {"send": event}, {"play": "file.wav"}, {"hangup": true}; its end hangs up too.
With --serve PORT it is the other side instead, with a script of its own, so that two peers can be tried against each other.
"""
import argparse
import array
import asyncio
import fractions
import json
import sys
import time
import urllib.error
import urllib.request
import wave

from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, AudioResampler

from scripted_server import serve

RATE_HZ = 48_000
FRAME_SAMPLES = RATE_HZ // 50
CHANNEL = "oai-events"
STARTED = time.monotonic()


def tell(**what):
    """One line of what happened."""
    print(json.dumps({"t": round(time.monotonic() - STARTED, 3), **what}, ensure_ascii=False), flush=True)


class Microphone(MediaStreamTrack):
    """Plays WAV files of 48 kHz, mono, 16 bits, one after another, and silence around them; 20 ms a frame, in real time."""

    kind = "audio"

    def __init__(self):
        super().__init__()
        self._waiting = b""
        self._frames = 0
        self._began = None

    def play(self, path):
        with wave.open(path) as file:
            if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE_HZ, 1, 2):
                raise ValueError(f"{path} is not 48 kHz, mono, 16 bits")
            self._waiting += file.readframes(file.getnframes())
        tell(state="playing", file=path)

    async def recv(self):
        if self.readyState != "live":
            raise MediaStreamError
        loop = asyncio.get_running_loop()
        if self._began is None:
            self._began = loop.time()
        await asyncio.sleep(max(0, self._began + self._frames * 0.02 - loop.time()))
        wanted = 2 * FRAME_SAMPLES
        samples, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
        if samples and not self._waiting:
            tell(state="played")
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME_SAMPLES)
        frame.planes[0].update(samples.ljust(wanted, b"\0"))
        frame.sample_rate = RATE_HZ
        frame.time_base = fractions.Fraction(1, RATE_HZ)
        frame.pts = self._frames * FRAME_SAMPLES
        self._frames += 1
        return frame


class Ear:
    """Writes what is heard as a WAV file of 48 kHz, mono, 16 bits, and tells when the first sound was heard."""

    LOUD = 300

    def __init__(self, path):
        self._file = None
        self._heard_sound = False
        if path:
            self._file = wave.open(path, "wb")
            self._file.setnchannels(1)
            self._file.setsampwidth(2)
            self._file.setframerate(RATE_HZ)

    async def listen(self, track):
        to_mono = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            for mono in to_mono.resample(frame):
                self._take(bytes(mono.planes[0])[: 2 * mono.samples])

    def _take(self, samples):
        if self._file:
            self._file.writeframes(samples)
        if not self._heard_sound and max(map(abs, array.array("h", samples)), default=0) > self.LOUD:
            self._heard_sound = True
            tell(state="heard")

    def close(self):
        if self._file:
            self._file.close()
            self._file = None


class Call:
    """One connection, from either side."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.microphone = Microphone()
        self.ear = Ear(arguments.record)
        self.channel = None
        self.closed = asyncio.get_running_loop().create_future()
        self._listening = None
        self.connection.on("connectionstatechange", self._changed)
        self.connection.on("track", self._heard)

    def use(self, channel, on_open, on_event):
        """Takes the data channel, which is open or will be."""
        self.channel = channel

        @channel.on("message")
        def received(message):
            event = json.loads(message)
            tell(event=event)
            on_event(self, event)

        @channel.on("close")
        def gone():
            self.end("the data channel was closed")

        def opened():
            tell(state="channel open", label=channel.label)
            if self.arguments.play:
                self.microphone.play(self.arguments.play)
            on_open(self)

        if channel.readyState == "open":
            opened()
        else:
            channel.on("open", opened)

    def send(self, event):
        tell(sent=event)
        self.channel.send(json.dumps(event, ensure_ascii=False))

    def end(self, reason):
        if not self.closed.done():
            self.closed.set_result(reason)

    async def hang_up(self):
        await self.connection.close()
        if self._listening:
            self._listening.cancel()
        self.ear.close()
        tell(closed=await self.closed)

    def _changed(self):
        state = self.connection.connectionState
        tell(state=state)
        if state in ("failed", "closed"):
            self.end(f"the connection is {state}")

    def _heard(self, track):
        tell(state="track", kind=track.kind)
        self._listening = asyncio.ensure_future(self.ear.listen(track))


def client_opened(call):
    if call.arguments.session:
        call.send({"type": "session.update", "session": json.loads(call.arguments.session)})


def client_received(call, event):
    """Gives each function call its output, once the response that calls is done."""
    if event["type"] != "response.done" or call.arguments.function_output is None:
        return
    calls = [item for item in event["response"].get("output", []) if item["type"] == "function_call"]
    for item in calls:
        output = {"type": "function_call_output", "call_id": item["call_id"], "output": call.arguments.function_output}
        call.send({"type": "conversation.item.create", "item": output})
    if calls:
        call.send({"type": "response.create"})


def post(url, key, sdp):
    headers = {"Content-Type": "application/sdp"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    with urllib.request.urlopen(urllib.request.Request(url, sdp.encode(), headers), timeout=30) as response:
        return response.status, response.headers.get("Location"), response.read().decode()


async def obey_until_closed(call):
    commanded = asyncio.ensure_future(commands(call))
    await call.closed
    commanded.cancel()
    await call.hang_up()


async def commands(call):
    """Does what standard input says."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        command = json.loads(line)
        if "send" in command:
            call.send(command["send"])
        elif "play" in command:
            call.microphone.play(command["play"])
        elif "hangup" in command:
            break
    call.end("hung up")


async def run(arguments):
    if arguments.serve is not None:
        return await serve(arguments, Call, tell, obey_until_closed)
    call = Call(arguments)
    call.connection.addTrack(call.microphone)
    call.use(call.connection.createDataChannel(CHANNEL), client_opened, client_received)
    await call.connection.setLocalDescription(await call.connection.createOffer())
    offer = call.connection.localDescription.sdp
    try:
        status, location, answer = await asyncio.to_thread(post, arguments.url, arguments.key, offer)
    except urllib.error.HTTPError as error:
        tell(error=f"HTTP {error.code}", body=error.read().decode(errors="replace"))
        await call.connection.close()
        return 1
    tell(state="answered", status=status, location=location)
    await call.connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    await obey_until_closed(call)
    return 0


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="where the offer is posted, such as http://127.0.0.1:8080/v1/realtime/calls?model=es")
    parser.add_argument("--key", help="the bearer key")
    parser.add_argument("--play", help="a WAV file that is said once the data channel is open")
    parser.add_argument("--record", help="the WAV file that is written")
    parser.add_argument("--session", help="JSON of the session.update that is sent first")
    parser.add_argument("--function-output", help="what every function call is given as its output")
    parser.add_argument("--serve", type=int, help="be the other side at this port of 127.0.0.1; 0: any")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parse())))
