using System.Net.WebSockets;
using System.Text;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Conversations;

/// <summary>A stock client whose microphone hears its speaker, in real time: 24 kHz, 20 ms at a time.</summary>
internal sealed class Speakerphone : IAsyncDisposable
{
    private const int FrameSamples = 480;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly Base64Framing _framing = new();
    private readonly Queue<short> _speaker = new();
    private readonly EchoRoom _room;
    private readonly List<ServerEvent> _events = [];
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;

    public Speakerphone(EchoRoom room) => _room = room;

    /// <summary>Everything that the client was told but audio.</summary>
    public IReadOnlyList<ServerEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    public int Count(string type) => Events.Count(told => told.Type == type);

    public async Task OpenAsync(Uri url, string? key, SessionRequest session)
    {
        _socket.Options.AddSubProtocol(_framing.Subprotocol);
        if (key is not null)
        {
            _socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        }

        await _socket.ConnectAsync(url, CancellationToken.None);
        await SendAsync(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(session.ToEvent(_framing).ToJsonString()));
        _reading = ReadAsync();
    }

    /// <summary>The user says something, then is silent until the agent has answered and been silent for a second.</summary>
    /// <param name="voice">At 16 kHz.</param>
    public async Task AskAsync(ReadOnlyMemory<float> voice)
    {
        var answered = Count("response.done");
        var resampler = new StreamingResampler(16_000, 24_000);
        var question = new float[resampler.MaxOutput(voice.Length)];
        var length = resampler.Process(voice.Span, question);
        var silent = 0;
        using var clock = new PeriodicTimer(Frame);
        for (var at = 0; at < length || (silent < 50 && at < 30 * 24_000); at += FrameSamples)
        {
            await clock.WaitForNextTickAsync();
            var (frame, plays) = Record(question.AsSpan(0, length), at);
            silent = plays || Count("response.done") == answered ? 0 : silent + 1;
            var (type, payload) = _framing.EncodeAudio(frame);
            await SendAsync(type, payload);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _socket.Dispose();
        _over.Dispose();
    }

    private (short[] Frame, bool Plays) Record(ReadOnlySpan<float> question, int at)
    {
        var frame = new short[FrameSamples];
        lock (_speaker)
        {
            var plays = _speaker.Count > 0;
            for (var i = 0; i < frame.Length; i++)
            {
                var echo = _room.Hear(_speaker.TryDequeue(out var played) ? played / 32768f : 0);
                frame[i] = (short)(32767 * Math.Clamp(echo + (at + i < question.Length ? question[at + i] : 0), -1, 1));
            }

            return (frame, plays);
        }
    }

    private ValueTask SendAsync(WebSocketMessageType type, ReadOnlyMemory<byte> payload) =>
        _socket.SendAsync(payload, type, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), _over.Token);
                    length += part.Count;
                } while (!part.EndOfMessage);

                Take(_framing.Decode(part.MessageType, buffer.AsMemory(0, length).ToArray(), 0));
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
    }

    private void Take(ServerMessage message)
    {
        lock (_speaker)
        {
            if (message is ResponseAudio audio)
            {
                foreach (var sample in audio.Samples.Span)
                {
                    _speaker.Enqueue(sample);
                }
            }
            else if (message is ServerEvent { Type: "input_audio_buffer.speech_started" })
            {
                _speaker.Clear();
            }
        }

        if (message is ServerEvent told)
        {
            lock (_events)
            {
                _events.Add(told);
            }
        }
    }
}
