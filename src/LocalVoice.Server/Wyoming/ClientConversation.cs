using LocalVoice.Server.Protocol;
using LocalVoice.Server.Wyoming.Describing;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Server.Wyoming.Listening;
using LocalVoice.Server.Wyoming.Serving;
using LocalVoice.Server.Wyoming.Speaking;

namespace LocalVoice.Server.Wyoming;

/// <summary>Serves one client's events, one after the other, in their order.</summary>
/// <param name="gone">Cancelled when nobody waits for what the engines do any more.</param>
internal sealed class ClientConversation(
    ListeningRequests listening,
    SpeakingRequests speaking,
    ServiceInfo info,
    RequestDoor door,
    EventWriter events,
    SpeechSender sender,
    CancellationToken gone
) : IAsyncDisposable
{
    private const int LongestPing = 1024;
    private static readonly EventField Nothing = new(default, "data");

    private EventField _transcribe = Nothing;
    private AudioStream? _audio;
    private WrittenText? _text;
    private TimeSpan _waited;

    /// <summary>Whether the client has begun what it has to end: a request has its place among others.</summary>
    public bool HasRequest => _audio is { IsWrittenDown: true } || _text is not null;

    /// <summary>
    /// How long the next event may take. A request may be silent for so long in all, and besides for twice what it brought takes to be
    /// said: one that brings next to nothing would keep its place for ever.
    /// </summary>
    public TimeSpan Patience(TimeSpan ofAudio, TimeSpan otherwise)
    {
        var (longest, brought) =
            _audio is { IsWrittenDown: true } ? (ofAudio, _audio.Received)
            : _text is not null ? (otherwise, _text.Spoken)
            : (otherwise, Timeout.InfiniteTimeSpan);
        var left = longest + (2 * brought) - _waited;
        return brought < TimeSpan.Zero || left > longest ? longest
            : left > TimeSpan.Zero ? left
            : TimeSpan.Zero;
    }

    /// <summary>The client let the server wait.</summary>
    public void NoteWait(TimeSpan waited) => _waited += waited;

    /// <summary>Returns when all that the event asked for was sent.</summary>
    /// <exception cref="ProtocolException">A field is wrong, or the server takes no more.</exception>
    /// <exception cref="ClientLostException">Nobody takes the response.</exception>
    /// <exception cref="Exception">An engine failed.</exception>
    public ValueTask HandleAsync(WyomingEvent received) =>
        received.Type switch
        {
            "describe" => DescribeAsync(),
            "ping" => events.WriteAsync("pong", new { text = received.Data["text"].TextOrNull(LongestPing) }),
            "transcribe" => AnnounceAsync(received.Data),
            "audio-start" => StartAudioAsync(received.Data),
            "audio-chunk" => AddAudioAsync(received),
            "audio-stop" => StopAudioAsync(),
            "synthesize" => SynthesizeAsync(received.Data),
            "synthesize-start" => StartTextAsync(received.Data),
            "synthesize-chunk" => OpenText().AddAsync(received.Data["text"]),
            "synthesize-stop" => StopTextAsync(),
            var other => TellUnknownAsync(other),
        };

    /// <summary>Gives up what is not finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAudioAsync().ConfigureAwait(false);
        await CloseTextAsync().ConfigureAwait(false);
    }

    private ValueTask DescribeAsync()
    {
        door.RequireReady();
        return events.WriteAsync("info", info.Document());
    }

    private ValueTask AnnounceAsync(EventField transcribe)
    {
        _transcribe = transcribe;
        return CloseAudioAsync();
    }

    private async ValueTask StartAudioAsync(EventField start)
    {
        await CloseAudioAsync().ConfigureAwait(false);
        _audio = await listening.TranscribeAsync(_transcribe, start, events, gone).ConfigureAwait(false);
        (_transcribe, _waited) = (Nothing, TimeSpan.Zero);
    }

    private async ValueTask AddAudioAsync(WyomingEvent chunk)
    {
        if (_audio is null && !_transcribe.IsAbsent)
        {
            await StartAudioAsync(chunk.Data).ConfigureAwait(false);
        }

        _audio ??= listening.Watch(chunk.Data, events);
        await _audio.AddAsync(chunk).ConfigureAwait(false);
    }

    private async ValueTask StopAudioAsync()
    {
        if (_audio is null)
        {
            throw new ProtocolException(
                "unexpected_event",
                "There is no audio stream that 'audio-stop' could end: begin one with 'audio-start' or 'audio-chunk'."
            );
        }

        await _audio.FinishAsync().ConfigureAwait(false);
        await CloseAudioAsync().ConfigureAwait(false);
    }

    /// <summary>Within a stream of text it repeats the whole text, for services that take no streams.</summary>
    private ValueTask SynthesizeAsync(EventField data) => _text is null ? new(speaking.SpeakAsync(data, sender, gone)) : default;

    private async ValueTask StartTextAsync(EventField start)
    {
        await CloseTextAsync().ConfigureAwait(false);
        _text = speaking.Begin(start, sender, gone);
        _waited = TimeSpan.Zero;
    }

    private async ValueTask StopTextAsync()
    {
        await OpenText().FinishAsync().ConfigureAwait(false);
        await CloseTextAsync().ConfigureAwait(false);
        await events.WriteAsync("synthesize-stopped").ConfigureAwait(false);
    }

    private WrittenText OpenText() =>
        _text ?? throw new ProtocolException("unexpected_event", "There is no stream of text: begin one with 'synthesize-start'.");

    private ValueTask TellUnknownAsync(string type) =>
        events.WriteAsync(
            "error",
            new
            {
                text = $"This server does not serve '{type}'. It serves describe, ping, transcribe, audio-start, audio-chunk, audio-stop, "
                    + "synthesize, synthesize-start, synthesize-chunk and synthesize-stop.",
                code = "unknown_event",
            }
        );

    private async ValueTask CloseAudioAsync()
    {
        if (_audio is { } open)
        {
            _audio = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask CloseTextAsync()
    {
        if (_text is { } open)
        {
            _text = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }
}
