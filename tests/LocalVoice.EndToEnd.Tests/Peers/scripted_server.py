"""The other side of webrtc_peer.py: takes one call and answers each of its events by a script."""
import asyncio

from aiortc import RTCSessionDescription


def opened(call):
    call.send({"type": "session.created", "session": {"type": "realtime"}})


def received(call, event):
    if event["type"] == "session.update":
        call.send({"type": "session.updated", "session": event["session"]})
        item = {"type": "function_call", "call_id": "call_1", "name": "weather", "arguments": "{}"}
        call.send({"type": "response.done", "response": {"output": [item]}})
    elif event["type"] == "response.create":
        call.send({"type": "response.done", "response": {"output": []}})


async def serve(arguments, make_call, tell, until_closed):
    call = make_call(arguments)
    call.connection.on("datachannel", lambda channel: call.use(channel, opened, received))
    server = await asyncio.start_server(lambda reader, writer: answer(call, reader, writer), "127.0.0.1", arguments.serve)
    port = server.sockets[0].getsockname()[1]
    tell(state="listening", url=f"http://127.0.0.1:{port}/v1/realtime/calls")
    await until_closed(call)
    server.close()
    return 0


async def answer(call, reader, writer):
    """One HTTP request."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    if call.arguments.key and headers.get("authorization") != f"Bearer {call.arguments.key}":
        await reply(writer, "401 Unauthorized", "application/json", "{}")
        return
    await call.connection.setRemoteDescription(RTCSessionDescription(body.decode(), "offer"))
    call.connection.addTrack(call.microphone)
    await call.connection.setLocalDescription(await call.connection.createAnswer())
    sdp = call.connection.localDescription.sdp
    await reply(writer, "201 Created\r\nLocation: /v1/realtime/calls/rtc_1", "application/sdp", sdp)


async def reply(writer, status, kind, body):
    bytes_ = body.encode()
    writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(bytes_)}\r\nConnection: close\r\n\r\n".encode())
    writer.write(bytes_)
    await writer.drain()
    writer.close()
