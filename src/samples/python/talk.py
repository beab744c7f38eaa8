# pip install "openai[realtime]"; python talk.py question.wav (24 kHz, mono, 16 bit)
import asyncio, base64, os, sys, wave
from openai import AsyncOpenAI


async def main():
    server = os.environ.get("LOCALVOICE_URL", "http://localhost:8080").replace("http", "ws", 1)
    client = AsyncOpenAI(api_key=os.environ.get("LOCALVOICE_KEY", "none"), websocket_base_url=f"{server}/v1")
    with wave.open(sys.argv[1]) as file:
        audio = base64.b64encode(file.readframes(file.getnframes())).decode()
    async with client.realtime.connect(model="es") as session:
        await session.session.update(session={"type": "realtime", "audio": {"input": {"turn_detection": None}}})
        await session.input_audio_buffer.append(audio=audio)
        await session.input_audio_buffer.commit()
        await session.response.create()
        async for event in session:
            if event.type == "response.output_audio_transcript.delta":
                print(event.delta, end="", flush=True)
            elif event.type == "response.done":
                break


asyncio.run(main())
