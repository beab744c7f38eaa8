namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Takes a language model's answer as it is written and gives what of it can be spoken: no reasoning, markdown, code,
/// HTML, emoji or control characters. Plain words pass at once; only a character that may begin markup waits for the
/// next one. For one response and one thread.
/// </summary>
/// <param name="startsInReasoning">True for models whose prompt template already opens the reasoning.</param>
internal sealed class SpokenTextFilter(bool startsInReasoning = false)
{
    private readonly CharacterBuffer _spoken = new();
    private ICharacterSink? _chain;

    /// <summary>The speakable text that <paramref name="delta"/> completes; may be empty.</summary>
    public string Push(ReadOnlySpan<char> delta)
    {
        var chain = Chain();
        foreach (var character in delta)
        {
            chain.Write(character);
        }

        return _spoken.Take();
    }

    /// <summary>The rest, once the response is over. Reasoning that was never closed is dropped.</summary>
    public string Flush()
    {
        Chain().Complete();
        return _spoken.Take();
    }

    private ICharacterSink Chain() =>
        _chain ??= new TagFilter(new SymbolFilter(new BlockFilter(new InlineFilter(new SpaceFilter(_spoken)))), startsInReasoning);
}
