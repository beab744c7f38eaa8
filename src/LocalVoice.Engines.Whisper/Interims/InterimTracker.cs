using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>The interims of one utterance: when the next is due, and which text is new. Not thread-safe.</summary>
/// <param name="periodSamples">New audio that an interim requires.</param>
internal sealed class InterimTracker(int periodSamples)
{
    private readonly LocalAgreement _agreement = new();
    private InterimTranscript _last = new("", "");
    private int _decodedSamples;
    private int _restsUntil;

    /// <param name="samples">Length of the utterance so far.</param>
    public bool IsDue(int samples) => samples - _decodedSamples >= periodSamples && samples >= _restsUntil;

    public void Starts(int samples) => _decodedSamples = samples;

    /// <summary>
    /// The next waits for as long as this one took: an encode that runs when the user stops goes on beside the answer, and doubles
    /// what its tokens take (SmolLM2 on two cores: 23 instead of 11 ms).
    /// </summary>
    /// <param name="begun">Length of the utterance when it began.</param>
    /// <param name="samples">Its length now.</param>
    public void Ends(int begun, int samples) => _restsUntil = samples + samples - begun;

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
