namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Ends a text before the first of some words, which may arrive in pieces. One answer, one thread.</summary>
internal sealed class StopSequences(IReadOnlyList<string> stops)
{
    private string _held = "";

    public bool Stopped { get; private set; }

    /// <summary>The part of the text that is certain to be said.</summary>
    public string Pass(string piece)
    {
        var text = _held + piece;
        foreach (var stop in stops)
        {
            if (text.IndexOf(stop, StringComparison.Ordinal) is var at and >= 0)
            {
                (text, Stopped) = (text[..at], true);
            }
        }

        var held = Stopped ? 0 : stops.Select(stop => PartialMark.Length(text, stop)).DefaultIfEmpty().Max();
        _held = text[^held..];
        return text[..^held];
    }

    /// <summary>The response has ended: what was held back is said after all.</summary>
    public string Flush()
    {
        var rest = _held;
        _held = "";
        return rest;
    }
}
