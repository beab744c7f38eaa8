namespace LocalVoice.Simulation.Deepgram;

/// <summary>What the service understands, utterance after utterance, on all its connections together. Thread-safe.</summary>
public sealed class DeepgramScript
{
    private static readonly DeepgramUtterance Nothing = new("");
    private readonly Lock _lock = new();
    private IReadOnlyList<DeepgramUtterance> _utterances = [];
    private int _next;

    /// <summary>Begins anew: the next utterance is the first of these.</summary>
    public void Set(params IEnumerable<DeepgramUtterance> utterances)
    {
        DeepgramUtterance[] all = [.. utterances];
        lock (_lock)
        {
            (_utterances, _next) = (all, 0);
        }
    }

    /// <summary>Begins anew: the next utterance is the first of these.</summary>
    public void Set(params IEnumerable<string> texts) => Set(texts.Select(text => new DeepgramUtterance(text)));

    /// <summary>Called as an utterance begins. After the last comes the last again.</summary>
    internal DeepgramUtterance Next()
    {
        lock (_lock)
        {
            return _utterances.Count == 0 ? Nothing : _utterances[Math.Min(_next++, _utterances.Count - 1)];
        }
    }
}
