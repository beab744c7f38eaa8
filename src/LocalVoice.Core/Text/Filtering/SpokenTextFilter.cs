namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Filters a language model's streamed response to speakable text: without reasoning, markdown, code, HTML, emoji and
/// control characters. Plain words pass at once; a character that may begin markup waits for the next one. One
/// response, one thread.
/// </summary>
/// <param name="startsInReasoning">True for models whose prompt template already opens the reasoning.</param>
internal sealed class SpokenTextFilter(bool startsInReasoning = false)
{
    private readonly CharacterBuffer _spoken = new();
    private ICharacterSink? _chain;

    /// <summary>The speakable text completed by <paramref name="delta"/>; may be empty.</summary>
    public string Push(ReadOnlySpan<char> delta)
    {
        var chain = Chain();
        foreach (var character in delta)
        {
            chain.Write(character);
        }

        return _spoken.Take();
    }

    /// <summary>The remaining text at the end of the response. Unclosed reasoning is dropped.</summary>
    public string Flush()
    {
        Chain().Complete();
        return _spoken.Take();
    }

    private ICharacterSink Chain() =>
        _chain ??= new TagFilter(new SymbolFilter(new BlockFilter(new InlineFilter(new SpaceFilter(_spoken)))), startsInReasoning);
}
