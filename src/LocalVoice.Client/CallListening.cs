using System.Text.Json.Nodes;
using LocalVoice.Client.Measures;

namespace LocalVoice.Client;

/// <summary>The client's ear in a call: takes what the server sends, and tells how far it was played. One reader at a time.</summary>
internal sealed class CallListening(IRealtimeConnection client, CallOptions options, TimeProvider time)
{
    // The protocol's interval for position reports.
    private static readonly TimeSpan PositionInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _turn = new();

    /// <summary>Of the turn since the last <see cref="Restart"/>.</summary>
    public TurnRecorder Recorder { get; private set; } = new(time, client.Framing.HasExtensions);

    /// <summary>What watches the agent while it is spoken over, or null.</summary>
    public AgentReaction? Reaction { get; set; }

    /// <summary>Another turn begins.</summary>
    public void Restart()
    {
        lock (_turn)
        {
            Recorder = new TurnRecorder(time, client.Framing.HasExtensions);
        }
    }

    /// <summary>Cancels a response under way and waits for what the server tells after it.</summary>
    /// <param name="answered">When the response was first heard.</param>
    public async Task FinishAsync(long answered, CancellationToken cancellationToken)
    {
        if (!Recorder.ResponseDone && Recorder.Response is not null)
        {
            await client.SendAsync(new JsonObject { ["type"] = "response.cancel" }, cancellationToken);
        }

        var until = time.After(time.GetTimestamp(), options.TimelineTimeout);
        while (!Recorder.HeardAll || (client.Framing.HasExtensions && (Recorder.Timeline is null || Recorder.TimelineAt < answered)))
        {
            if (!await ObserveAsync(until, cancellationToken))
            {
                return;
            }
        }
    }

    /// <returns>False when no message came by <paramref name="until"/>.</returns>
    public async Task<bool> ObserveAsync(long until, CancellationToken cancellationToken)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), until);
        if (left <= TimeSpan.Zero || await client.ReadAsync(left, cancellationToken) is not { } message)
        {
            return false;
        }

        options.OnMessage?.Invoke(message);
        lock (_turn)
        {
            Recorder.Observe(message);
        }

        Reaction?.Observe(message);
        return true;
    }

    public async Task UntilAsync(long until, CancellationToken cancellationToken)
    {
        while (await ObserveAsync(until, cancellationToken)) { }
    }

    /// <summary>Listens until the agent has been silent for a while, though not for ever.</summary>
    public async Task UntilSilentAsync(long from, OverlapTiming timing, CancellationToken cancellationToken)
    {
        var latest = time.After(from, timing.Wait * 4);
        while (time.GetTimestamp() < latest)
        {
            var quiet = time.After(Math.Max(from, Math.Max(time.GetTimestamp(), Recorder.Response?.EndsAt ?? from)), timing.Watch);
            if (!await ObserveAsync(quiet, cancellationToken) && (Recorder.Response?.EndsAt ?? 0) < time.GetTimestamp())
            {
                return;
            }
        }
    }

    /// <summary>The response after one that was cut off, with its timeline; the rest of it is cancelled. Null: none came.</summary>
    public async Task<ResponsePlayback?> NextAsync(ResponsePlayback before, long until, CancellationToken cancellationToken)
    {
        while (Recorder.Response == before)
        {
            if (!await ObserveAsync(until, cancellationToken))
            {
                return null;
            }
        }

        var next = Recorder.Response!;
        await FinishAsync(next.FirstArrival, cancellationToken);
        return next;
    }

    public async Task UntilResponseAsync(TimeSpan utterance, CancellationToken cancellationToken)
    {
        var timeout = utterance + options.ResponseTimeout;
        while (!Recorder.Complete && await client.ReadAsync(timeout, cancellationToken) is { } message)
        {
            options.OnMessage?.Invoke(message);
            lock (_turn)
            {
                Recorder.Observe(message);
            }

            timeout = Recorder.ResponseDone ? options.TimelineTimeout : utterance + options.ResponseTimeout;
        }
    }

    public async Task ReportPositionsAsync(CancellationToken cancellationToken)
    {
        if (!client.Framing.HasExtensions)
        {
            return;
        }

        using var timer = new PeriodicTimer(PositionInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Position() is { } position)
            {
                await client.SendAsync(position, cancellationToken);
            }
        }
    }

    private JsonObject? Position()
    {
        lock (_turn)
        {
            return Recorder.Response is { IsEmpty: false } answer
                ? new JsonObject
                {
                    ["type"] = "localvoice.playback.position",
                    ["ordinal"] = answer.Ordinal,
                    ["sample"] = answer.PositionAt(time.GetTimestamp()),
                }
                : null;
        }
    }
}
