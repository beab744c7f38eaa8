using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>The interims of one utterance: when the next is due, and which text is new. Not thread-safe.</summary>
/// <param name="periodSamples">New audio that an interim requires.</param>
internal sealed class InterimTracker(int periodSamples)
{
    private readonly LocalAgreement _agreement = new();
    private InterimTranscript _last = new("", "");
    private int _decodedSamples;

    public bool IsDue(int samples) => samples - _decodedSamples >= periodSamples;

    public void Starts(int samples) => _decodedSamples = samples;

    /// <param name="text">Of the whole utterance so far.</param>
    /// <returns>Null when there is no new text.</returns>
    public InterimTranscript? Takes(string text)
    {
        var interim = _agreement.Update(text);
        if (interim == _last)
        {
            return null;
        }

        _last = interim;
        return interim;
    }
}
