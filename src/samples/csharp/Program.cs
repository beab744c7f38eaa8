#pragma warning disable MEAI001 // Speech is still experimental in Microsoft.Extensions.AI.
using LocalVoice.Client.Providers;
using Microsoft.Extensions.AI;

var server = new Uri(Environment.GetEnvironmentVariable("LOCALVOICE_URL") ?? "http://localhost:8080");
using var client = new LocalVoiceRealtimeClient(server, Environment.GetEnvironmentVariable("LOCALVOICE_KEY"), model: "es");
await using var session = await client.CreateSessionAsync(new() { VoiceActivityDetection = new() { Enabled = false } });
await session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(await DataContent.LoadFromAsync(args[0])));
await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage());
await session.SendAsync(new CreateResponseRealtimeClientMessage());
var messages = session.GetStreamingResponseAsync().TakeWhile(message => message.Type != RealtimeServerMessageType.ResponseDone);
await foreach (var said in messages.OfType<OutputTextAudioRealtimeServerMessage>())
{
    // Those of the type OutputAudioDelta have its voice: said.Audio, 24 kHz PCM as base64.
    Console.Write(said.Type == RealtimeServerMessageType.OutputAudioTranscriptionDelta ? said.Text : "");
}
