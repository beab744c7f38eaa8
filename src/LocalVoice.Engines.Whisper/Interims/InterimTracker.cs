using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>The interims of one utterance: when the next is due, and which text is new. Not thread-safe.</summary>
/// <param name="periodSamples">New audio that an interim requires.</param>
internal sealed class InterimTracker(int periodSamples)
{
    private LocalAgreement _agreement = new();
    private InterimTranscript _last = new("", "");
    private int _decodedSamples;

    /// <summary>Texts of the complete chunks, in order.</summary>
    public IReadOnlyList<string> CompleteChunks { get; private set; } = [];

    public bool IsDue(int samples) => samples - _decodedSamples >= periodSamples;

    public void Starts(int samples) => _decodedSamples = samples;

    /// <returns>Null when there is no new text.</returns>
    public InterimTranscript? Takes(InterimResult heard)
    {
        CompleteChunks = heard.CompleteChunks;
        var interim = _agreement.Update(heard.Text);
        if (interim == _last)
        {
            return null;
        }

        _last = interim;
        return interim;
    }

    public void Reset()
    {
        (_agreement, _last, _decodedSamples, CompleteChunks) = (new(), new("", ""), 0, []);
    }
}
