using LocalVoice.Core.Audio;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>The user's turns that the client sends as recordings: an item each, transcribed as if it had been said.</summary>
internal sealed class RecordedTurns(SessionContext session, UserItems items, DecidedTurns decided)
{
    /// <returns>Null for a recording that is an item now.</returns>
    public async ValueTask<ItemRefusal?> AddAsync(CreateSpeech create)
    {
        var format = session.Settings.InputFormat;
        if (format.DurationOf(create.Audio.Length / format.BytesPerSample) < ManualTurns.MinimumAudio)
        {
            return new("invalid_value", "The recording has less than 100 ms of audio, in the session's input format.", "item.content");
        }

        var turn = items.Begin(create.ItemId);
        var samples = RecordedAudio.Decode(format, create.Audio.Span, FrameAnalysis.SampleRateHz);
        turn.Utterance.Append(samples, samples.Length);
        if (turn.Utterance.TakeShortage() is not Transcription.RoomShortage.None)
        {
            turn.Utterance.Release();
            return new(
                "input_audio_buffer_full",
                $"The server has no room for a recording of {AudioInput.TimeOf(samples.Length).TotalSeconds:0} s: send shorter ones.",
                "item.content"
            );
        }

        turn.EndByClient();
        await items.InsertAsync(turn, create.AfterItemId).ConfigureAwait(false);
        await decided.AddAsync(turn).ConfigureAwait(false);
        return null;
    }
}
