using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>When an interim is due, and which of its words are stable: those that two agree on. For one thread at a time.</summary>
internal sealed class InterimText(TimeSpan period)
{
    private readonly long _period = AudioFormat.Recognition.SamplesIn(period);
    private int _sent;
    private string[] _newest = [];
    private string[] _stable = [];

    public bool IsDue(int samples) => samples - _sent >= _period;

    public void Sends(int samples) => _sent = samples;

    /// <returns>Null without new text.</returns>
    public InterimTranscript? Takes(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.SequenceEqual(_newest))
        {
            return null;
        }

        var agreed = words.Zip(_newest).TakeWhile(pair => pair.First == pair.Second).Count();
        _newest = words;
        if (agreed > _stable.Length && words.Take(_stable.Length).SequenceEqual(_stable))
        {
            _stable = words[..agreed];
        }

        var rest = string.Join(' ', words.Skip(_stable.Length));
        return new(string.Join(' ', _stable), _stable.Length > 0 && rest.Length > 0 ? $" {rest}" : rest);
    }
}
