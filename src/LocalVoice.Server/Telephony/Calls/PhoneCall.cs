using System.Net.WebSockets;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>
/// A telephone call: the line tells what the caller says, presses and has heard, the session what the agent says. The first to end
/// stops the others; the session ends before the line is hung up. A server that drains lets the session finish first.
/// </summary>
/// <param name="keys">Null where the profile takes none.</param>
/// <param name="level">Null where callers are taken as loud as they are.</param>
internal sealed class PhoneCall(
    IPhoneLine line,
    IVoiceSession session,
    KeyPresses? keys,
    CallerLevel? level,
    ConnectionOptions options,
    OpenSessions server,
    SessionFailures failures,
    TimeProvider time,
    ILogger logger
) : IPhoneListener
{
    private readonly SessionEnding _ending = new(session, failures, time);
    private int _flushed;
    private string? _violation;

    /// <summary>Runs until the call has ended; never throws.</summary>
    /// <param name="gone">Cancelled when the network connection is lost.</param>
    public async Task<CloseReason> RunAsync(CancellationToken gone)
    {
        using var over = new CancellationTokenSource();
        using var expiry = new CancellationTokenSource(options.SessionLifetime, time);
        Task[] loops = [TellAsync(over.Token), line.RunAsync(this, over.Token), RunKeysAsync(over.Token), FinishAsync(over.Token)];
        var reason = await await Task.WhenAny(
            WhyEndedAsync(loops[0], CloseReason.SessionOver),
            WhyEndedAsync(loops[1], CloseReason.ClientClosed),
            SessionEnding.HappenedAsync(CloseReason.Expired, Task.Delay(Timeout.InfiniteTimeSpan, time, expiry.Token), over.Token),
            SessionEnding.HappenedAsync(CloseReason.Cut, server.Cut, over.Token),
            SessionEnding.HappenedAsync(CloseReason.ClientGone, Task.Delay(Timeout.InfiniteTimeSpan, time, gone), over.Token)
        );
        reason = reason == CloseReason.SessionOver && server.IsDraining ? CloseReason.ServerStopping : reason;
        await over.CancelAsync();
        await _ending.EndAsync();
        await line.HangUpAsync(reason);
        foreach (var loop in loops)
        {
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        logger.CallEnded(session.Id, _violation ?? reason.Description);
        return reason;
    }

    ValueTask IPhoneListener.HearAsync(Memory<byte> voice, CancellationToken over)
    {
        if (voice.IsEmpty)
        {
            return default;
        }

        level?.Apply(voice.Span);
        return session.AppendAudioAsync(voice, over);
    }

    ValueTask IPhoneListener.PressAsync(char key, CancellationToken over)
    {
        keys?.Press(key);
        return ValueTask.CompletedTask;
    }

    ValueTask IPhoneListener.PlayedAsync(int ordinal, long sample, CancellationToken over) =>
        session.SendAsync(new PlaybackPosition(ordinal, sample), over);

    private async Task TellAsync(CancellationToken over)
    {
        await foreach (var happening in session.Events.ReadAllAsync(over))
        {
            switch (happening)
            {
                // What is still said of a response that was cut off is not played.
                case ResponseAudio audio when audio.Ordinal > _flushed && !audio.Cancelled.IsCancellationRequested:
                    await line.PlayAsync(audio, over);
                    break;
                case PlaybackFlushed flushed:
                    _flushed = Math.Max(_flushed, flushed.Ordinal);
                    await line.FlushAsync(over);
                    break;
                case PlaybackDucked ducked:
                    line.SetVolume((float)Math.Pow(10, ducked.GainDb / 20));
                    break;
                case PlaybackRestored:
                    line.SetVolume(1);
                    break;
                case PlaybackPaused:
                    line.Pause();
                    break;
                case PlaybackResumed:
                    line.GoOn();
                    break;
                case ResponseEnded ended:
                    Ask(ended);
                    break;
                case SpeechStarted or SpeechStopped:
                    keys?.Postpone(byCaller: true);
                    break;
                case CommandFailed failed:
                    logger.CommandRefused(session.Id, failed.Code);
                    break;
                default:
                    break;
            }
        }
    }

    private void Ask(ResponseEnded ended)
    {
        keys?.Postpone(byCaller: false);
        foreach (var request in ended.Calls.Select(call => KeyRequest.Of(call.Item)).OfType<KeyRequest>())
        {
            keys?.Ask(request);
        }
    }

    private Task RunKeysAsync(CancellationToken over) => keys?.RunAsync(over) ?? Task.CompletedTask;

    private async Task FinishAsync(CancellationToken over)
    {
        await server.Draining.WaitAsync(over);
        await session.FinishAsync(over);
    }

    private async Task<CloseReason> WhyEndedAsync(Task loop, CloseReason reason)
    {
        try
        {
            await loop;
            return reason;
        }
        catch (ProtocolException violation)
        {
            // The message may repeat what was sent; it is for the other end.
            _violation = $"the line broke its protocol ({violation.Code}{(violation.Param is { } field ? $", {field}" : "")})";
            return CloseReason.InvalidRequest(violation.Message);
        }
        catch (Exception lost)
            when (lost is WebSocketException or IOException or TimeoutException or OperationCanceledException or ChannelClosedException)
        {
            return CloseReason.ClientGone;
        }
        catch (Exception failure)
        {
            _ending.NoteUnlessTold(failure);

            return CloseReason.SessionFailed;
        }
    }
}
