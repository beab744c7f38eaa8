using LocalVoice.Core.Text.Filtering.Control;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Filters a response that is read, not heard: reasoning and control tokens go, its Markdown stays. One response, one thread.
/// </summary>
internal sealed class WrittenTextFilter
{
    private readonly CharacterBuffer _written = new();
    private readonly ControlFilter _filter;

    public WrittenTextFilter() => _filter = new(_written, startsInReasoning: false, _written.Clear);

    /// <summary>The text completed by <paramref name="delta"/>; may be empty.</summary>
    public string Push(ReadOnlySpan<char> delta)
    {
        foreach (var character in delta)
        {
            _filter.Write(character);
        }

        return _written.Take();
    }

    /// <summary>The remaining text at the end of the response. Unclosed reasoning is dropped.</summary>
    public string Flush()
    {
        _filter.Complete();
        return _written.Take();
    }
}
