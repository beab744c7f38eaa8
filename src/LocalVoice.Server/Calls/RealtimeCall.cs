using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Protocol.Sessions;
using LocalVoice.Server.Transport;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Server.Calls;

/// <summary>
/// A session over WebRTC: the user's voice and the agent's on tracks, events on a data channel. The first part to end stops the
/// others; a server that drains lets the session finish first.
/// </summary>
internal sealed class RealtimeCall(
    PeerCall peer,
    IVoiceSession session,
    SessionState state,
    ConnectionOptions options,
    OpenSessions server,
    SessionFailures failures,
    TimeProvider time,
    ILogger logger
)
{
    private readonly Outbox _outbox = new();
    private readonly EventIds _ids = new();
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionEnding _ending = new(session, failures, time);

    /// <summary>Starts with <c>rtc_</c>.</summary>
    public string Id { get; } = $"rtc_{Guid.NewGuid():n}";

    public string SessionId => session.Id;

    /// <summary>Ends the call.</summary>
    public void HangUp() => _hungUp.TrySetResult();

    /// <summary>Runs until the call has ended; never throws.</summary>
    public async Task<CloseReason> RunAsync()
    {
        using var over = new CancellationTokenSource();
        using var expiry = new CancellationTokenSource(options.SessionLifetime, time);
        using var messages = new ClientMessages(session, state, Framing.Call, _outbox, _ids);
        var voice = peer.Agent is { } track ? new AgentVoiceTrack(track, session, _outbox, _ids) : null;
        var channel = new EventChannel(peer, _outbox, options.SendTimeout, options.MaxEventBytes, time);
        var telling = TellAsync(voice, over.Token);
        var writing = channel.WriteAsync();
        var told = WhyEndedAsync(telling, CloseReason.SessionOver);
        Task[] rest =
        [
            channel.AcceptAsync(over.Token),
            channel.ReadAsync(messages, over.Token),
            voice?.TellAsync(over.Token) ?? Task.CompletedTask,
            voice?.ReportAsync(over.Token) ?? Task.CompletedTask,
            FinishAsync(over.Token),
        ];
        var talking = peer.RunAsync(session.AppendAudioAsync, over.Token);
        var reason = await await Task.WhenAny([
            told,
            WhyEndedAsync(talking, CloseReason.ClientGone),
            WhyEndedAsync(writing, CloseReason.ClientGone),
            .. rest.Select(part => WhyFailedAsync(part, over.Token)),
            SessionEnding.HappenedAsync(CloseReason.ClientGone, peer.Closed, over.Token),
            SessionEnding.HappenedAsync(CloseReason.HungUp, _hungUp.Task, over.Token),
            SessionEnding.HappenedAsync(CloseReason.Cut, server.Cut, over.Token),
            ExpiredAsync(expiry.Token, over.Token),
        ]);
        if (reason == CloseReason.SessionOver && server.IsDraining)
        {
            reason = CloseReason.ServerStopping;
        }

        await over.CancelAsync();
        await _ending.EndAsync();
        foreach (var part in (Task[])[telling, talking, .. rest])
        {
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await FlushAsync(reason, channel, writing);
        var quality = peer.Quality;
        await EndConnectionAsync();
        logger.CallClosed(Id, session.Id, reason.Description, quality);
        return reason;
    }

    private async Task FinishAsync(CancellationToken over)
    {
        await server.Draining.WaitAsync(over);
        await session.FinishAsync(over);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, over);
    }

    private async Task TellAsync(AgentVoiceTrack? voice, CancellationToken over)
    {
        using var batch = new EventBatch(_ids);
        var writer = new SessionEventWriter(state, new TrackFraming(state.HasExtensions), state.HasExtensions, batch);
        writer.WriteCreated();
        await _outbox.SendAsync(batch, over);
        await foreach (var happening in session.Events.ReadAllAsync(over))
        {
            writer.Write(happening);
            if (happening is PlaybackFlushed { Kept: { } truncated })
            {
                // The server is the player: it knows what was heard, and nobody else truncates.
                writer.Write(truncated);
            }

            await _outbox.SendAsync(batch, over);
            if (voice is not null && peer.IsHeard)
            {
                await voice.ApplyAsync(happening, over);
            }
        }
    }

    private async Task<CloseReason> WhyEndedAsync(Task part, CloseReason reason)
    {
        try
        {
            await part;
            return reason;
        }
        catch (Exception exception)
            when (exception is TransportException or TimeoutException or OperationCanceledException or ChannelClosedException)
        {
            return CloseReason.ClientGone;
        }
        catch (Exception exception)
        {
            _ending.NoteUnlessTold(exception);

            return CloseReason.SessionFailed;
        }
    }

    /// <summary>Of a part whose end does not end the call, but whose failure does.</summary>
    private async Task<CloseReason> WhyFailedAsync(Task part, CancellationToken over)
    {
        var reason = await WhyEndedAsync(part, CloseReason.SessionOver);
        if (reason == CloseReason.SessionOver)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return reason;
    }

    private async Task<CloseReason> ExpiredAsync(CancellationToken expiry, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry, over);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return CloseReason.Expired;
    }

    private async Task EndConnectionAsync()
    {
        try
        {
            await peer.DisposeAsync();
        }
        catch (Exception exception)
        {
            _ending.Note(exception);
        }
    }

    /// <summary>Sends queued events and the reason, an error's or by the extensions, to a client that reads them.</summary>
    private async Task FlushAsync(CloseReason reason, EventChannel channel, Task writing)
    {
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        using var batch = new EventBatch(_ids);
        if (reason.ErrorCode is not null)
        {
            ErrorEvent.Write(batch, reason.ErrorCode, reason.Description, param: null, clientEventId: null);
        }

        if (state.HasExtensions && reason.Status is { } status)
        {
            ExtensionEvents.WriteClosed(batch, (int)status, reason.Description);
        }

        await _outbox.SendAsync(batch, patience.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _outbox.Complete();
        channel.GiveUp();
        await writing.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
