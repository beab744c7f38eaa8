using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Transport;
using LocalVoice.WebRtc.Media;

namespace LocalVoice.Server.Calls;

/// <summary>Joins a session's voice to a call's track: the track plays as the session says, which learns what was sent.</summary>
internal sealed class AgentVoiceTrack(AgentTrack track, IVoiceSession session, Outbox outbox, EventIds ids)
{
    /// <summary>What happens to the agent's voice; other events are passed over.</summary>
    public ValueTask ApplyAsync(SessionEvent happening, CancellationToken over)
    {
        switch (happening)
        {
            case ResponseAudio audio:
                return track.PlayAsync(
                    new(audio.Ordinal, audio.ResponseId, audio.FirstSample, audio.Samples, audio.Last, audio.Cancelled),
                    over
                );
            case PlaybackFlushed flushed:
                track.Flush(flushed.Ordinal);
                break;
            case PlaybackDucked ducked:
                track.SetGain(ducked.GainDb);
                break;
            case PlaybackPaused:
                track.Pause();
                break;
            case PlaybackResumed:
                track.GoOn();
                break;
            case PlaybackRestored:
                track.SetGain(0);
                break;
            default:
                break;
        }

        return default;
    }

    /// <summary>Tells the client what becomes of the agent's audio, as OpenAI's <c>output_audio_buffer</c> events.</summary>
    public async Task TellAsync(CancellationToken over)
    {
        using var batch = new EventBatch(ids);
        await foreach (var happening in track.Events.ReadAllAsync(over))
        {
            var json = batch.Begin(NameOf(happening.Kind), CancellationToken.None);
            json.WriteString("response_id"u8, happening.ResponseId);
            batch.End();
            await outbox.SendAsync(batch, over);
        }
    }

    /// <summary>What was sent counts as heard.</summary>
    public async Task ReportAsync(CancellationToken over)
    {
        await foreach (var position in track.Positions.ReadAllAsync(over))
        {
            await session.SendAsync(new PlaybackPosition(position.Item, position.Sample), over);
        }
    }

    private static string NameOf(TrackEventKind kind) =>
        kind switch
        {
            TrackEventKind.Started => "output_audio_buffer.started",
            TrackEventKind.Stopped => "output_audio_buffer.stopped",
            _ => "output_audio_buffer.cleared",
        };
}
