using LocalVoice.Client.Measures;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Client;

/// <summary>Watches what the server has the client do to the agent's voice. Not thread-safe.</summary>
/// <param name="ordinal">Of the response that is spoken over.</param>
internal sealed class AgentReaction(TimeProvider time, int ordinal)
{
    private long? _ducked;
    private long? _restored;
    private long? _paused;
    private long? _resumed;

    /// <summary>When the response was cut off.</summary>
    public long? Flushed { get; private set; }

    public void Observe(ServerMessage message)
    {
        if (message is not ServerEvent @event)
        {
            return;
        }

        switch (@event.Type)
        {
            case "localvoice.audio.duck":
                _ducked ??= @event.Timestamp;
                break;
            case "localvoice.audio.restore":
                _restored = @event.Timestamp;
                break;
            case "localvoice.audio.pause":
                _paused ??= @event.Timestamp;
                break;
            case "localvoice.audio.resume":
                _resumed = @event.Timestamp;
                break;
            case "localvoice.audio.flush" when @event.Body.GetProperty("ordinal").GetInt32() == ordinal:
                Flushed ??= @event.Timestamp;
                break;
        }
    }

    /// <param name="onset">Of the sound: its first voiced sample.</param>
    /// <param name="end">After its last voiced sample.</param>
    /// <param name="agentEnd">When what was received of the agent's voice has been played.</param>
    /// <param name="next">The response after it; null for none.</param>
    /// <param name="timeline">Of the turn that interrupted; null where none came.</param>
    public PlayedOver ToPlayedOver(
        long onset,
        long end,
        long agentEnd,
        ResponsePlayback? next,
        IReadOnlyDictionary<TurnMark, TimeSpan>? timeline
    )
    {
        var silent = Flushed is { } flushed && _paused is { } paused && !(_resumed < flushed) ? Math.Min(flushed, paused) : Flushed;
        return new(
            time.GetElapsedTime(onset, end),
            time.GetElapsedTime(onset, agentEnd),
            Since(onset, Earliest(_ducked, _paused, Flushed)),
            Flushed is null && _restored >= end ? Since(end, _restored) : null,
            _paused is not null,
            Since(onset, silent),
            Decided(next, timeline) is { } decided && Flushed is { } cut ? time.GetElapsedTime(decided, cut) : null
        );
    }

    /// <summary>The server's clock is laid on the client's at the first audio of the next response.</summary>
    private long? Decided(ResponsePlayback? next, IReadOnlyDictionary<TurnMark, TimeSpan>? marks) =>
        next is not null
        && marks is not null
        && marks.TryGetValue(TurnMark.FirstAudioSent, out var sent)
        && marks.TryGetValue(TurnMark.Interrupted, out var interrupted)
            ? time.After(next.FirstArrival, interrupted - sent)
            : null;

    private TimeSpan? Since(long from, long? at) => at is { } known ? time.GetElapsedTime(from, known) : null;

    private static long? Earliest(params ReadOnlySpan<long?> times)
    {
        long? earliest = null;
        foreach (var at in times)
        {
            earliest = at < earliest || earliest is null ? at ?? earliest : earliest;
        }

        return earliest;
    }
}
