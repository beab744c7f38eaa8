using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LocalVoice.Client;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Testing.Servers;

/// <summary>One connection of <see cref="FakeRealtimeServer"/>.</summary>
internal sealed class FakeRealtimeConnection(WebSocket socket, bool localVoice, FakeRealtimeServer server)
{
    private const int RateHz = 24_000;
    private bool _spoken;
    private int _answers;

    public async Task RunAsync()
    {
        await SendAsync("""{"type":"session.created","session":{}}""");
        var reader = new WebSocketMessageReader(socket);
        while (await reader.ReadAsync(CancellationToken.None) is { } message)
        {
            if (message.Type == WebSocketMessageType.Binary)
            {
                await HearAsync(message.Payload);
            }
            else
            {
                await ObeyAsync(Encoding.UTF8.GetString(message.Payload.Span));
            }
        }
    }

    private async Task ObeyAsync(string json)
    {
        server.Received.Add(json);
        using var document = JsonDocument.Parse(json);
        switch (document.RootElement.GetProperty("type").GetString())
        {
            case "session.update":
                await SendAsync("""{"type":"session.updated","session":{}}""");
                break;
            case "input_audio_buffer.append":
                await HearAsync(document.RootElement.GetProperty("audio").GetBytesFromBase64());
                break;
            case "response.cancel":
                await EndAsync("cancelled");
                break;
        }
    }

    private async Task HearAsync(ReadOnlyMemory<byte> pcm)
    {
        var voiced = VoiceOnset.First(MemoryMarshal.Cast<byte, short>(pcm.Span), localVoice ? 16_000 : RateHz) is not null;
        if (_spoken && !voiced && server.Hears.Length > 0)
        {
            await AnswerAsync();
        }

        _spoken = voiced;
    }

    private async Task AnswerAsync()
    {
        _answers++;
        const string transcribed = "conversation.item.input_audio_transcription.completed";
        await SendAsync($$"""{"type":"{{transcribed}}","item_id":"user_{{_answers}}","transcript":"{{server.Hears}}"}""");
        await SendAsync("""{"type":"response.created","response":{"id":"resp_1","status":"in_progress"}}""");
        await SendAsync(
            $$"""{"type":"response.output_audio_transcript.delta","item_id":"item_{{_answers}}","delta":"Hola, ¿en qué puedo ayudarte?"}"""
        );
        if (localVoice)
        {
            await SendAsync(
                $$"""{"type":"localvoice.audio.begin","ordinal":{{_answers}},"item_id":"item_{{_answers}}","rate":{{RateHz}}}"""
            );
        }

        var tone = Tones.Between(50, 150, 0, RateHz).Samples;
        for (var first = 0; first < tone.Length; first += RateHz / 50)
        {
            await SendAudioAsync(first, tone.Slice(first, RateHz / 50));
        }

        if (server.Completes)
        {
            await EndAsync("completed");
        }
    }

    private async Task EndAsync(string status)
    {
        await SendAsync($$$"""{"type":"response.done","response":{"id":"resp_1","status":"{{{status}}}"}}""");
        if (localVoice)
        {
            await SendAsync(
                """{"type":"localvoice.turn.timeline","marks_ms":{"last_voiced":0,"decision":10,"first_audio_ready":"""
                    + """12,"first_audio_sent":15}}"""
            );
        }
    }

    private async Task SendAudioAsync(int first, ReadOnlyMemory<short> samples)
    {
        if (!localVoice)
        {
            var audio = Convert.ToBase64String(MemoryMarshal.AsBytes(samples.Span));
            await SendAsync($$"""{"type":"response.output_audio.delta","item_id":"item_{{_answers}}","delta":"{{audio}}"}""");
            return;
        }

        var frame = new byte[16 + (2 * samples.Length)];
        frame[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), _answers);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(8), first);
        MemoryMarshal.AsBytes(samples.Span).CopyTo(frame.AsSpan(16));
        await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
    }

    private Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
