namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Ends a streamed text before the first stop sequence. One response, one thread.</summary>
internal sealed class StopSequences(IEnumerable<string> stops)
{
    // An empty one would end every text at its beginning.
    private readonly string[] _stops = [.. stops.Where(stop => stop.Length > 0)];

    private string _held = "";

    public bool Stopped { get; private set; }

    /// <summary>The part of the text that cannot belong to a stop sequence.</summary>
    public string Pass(string piece)
    {
        var text = _held + piece;
        foreach (var stop in _stops)
        {
            if (text.IndexOf(stop, StringComparison.Ordinal) is var at and >= 0)
            {
                (text, Stopped) = (text[..at], true);
            }
        }

        var held = Stopped ? 0 : _stops.Select(stop => PartialMark.Length(text, stop)).DefaultIfEmpty().Max();
        _held = text[^held..];
        return text[..^held];
    }

    /// <summary>The held text at the end of the response.</summary>
    public string Flush()
    {
        var rest = _held;
        _held = "";
        return rest;
    }
}
