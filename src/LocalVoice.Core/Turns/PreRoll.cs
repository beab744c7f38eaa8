using LocalVoice.Core.Input;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Turns;

/// <summary>The audio from before a turn's onset was certain. Used by the session's loop only.</summary>
internal sealed class PreRoll(AudioInput input)
{
    private float[] _samples = [];

    /// <summary>Appends what the utterance does not have yet.</summary>
    /// <param name="start">Input position from which on it belongs to the turn.</param>
    public void Append(Utterance utterance, long start)
    {
        var length = (int)Math.Max(0, input.Position - Math.Max(start, utterance.Until));
        if (_samples.Length < length)
        {
            _samples = new float[length];
        }

        utterance.Append(_samples.AsSpan(0, input.Recent.CopyNewest(length, _samples)), input.Position);
    }
}
