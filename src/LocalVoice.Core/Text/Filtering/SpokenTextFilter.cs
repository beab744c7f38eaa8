using LocalVoice.Core.Text.Filtering.Control;
using LocalVoice.Core.Text.Filtering.Html;
using LocalVoice.Core.Text.Filtering.Mathematics;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Filters a language model's streamed response to speakable text: without reasoning, control tokens, markdown, code, HTML,
/// LaTeX, emoji and control characters. Plain words pass at once; a character that may begin markup waits for the next one. One
/// response, one thread.
/// </summary>
internal sealed class SpokenTextFilter : ICharacterSink
{
    private readonly CharacterBuffer _spoken = new();
    private readonly ControlFilter _control;
    private TagFilter _markup;

    /// <param name="startsInReasoning">True for models whose prompt template already opens the reasoning.</param>
    public SpokenTextFilter(bool startsInReasoning = false)
    {
        _markup = Markup();
        _control = new(this, startsInReasoning, Discard);
    }

    /// <summary>
    /// The speakable text completed by <paramref name="delta"/>; may be empty. Begins with <see cref="Signals.Discard"/> where
    /// the text before it turned out to be reasoning.
    /// </summary>
    public string Push(ReadOnlySpan<char> delta)
    {
        foreach (var character in delta)
        {
            _control.Write(character);
        }

        return _spoken.Take();
    }

    /// <summary>The remaining text at the end of the response. Unclosed reasoning is dropped.</summary>
    public string Flush()
    {
        _control.Complete();
        return _spoken.Take();
    }

    void ICharacterSink.Write(char character) => _markup.Write(character);

    void ICharacterSink.Complete() => _markup.Complete();

    private TagFilter Markup() =>
        new TagFilter(new EntityFilter(new SymbolFilter(new MathFilter(new BlockFilter(new InlineFilter(new SpaceFilter(_spoken)))))));

    private void Discard()
    {
        _markup = Markup();
        _spoken.Clear();
        _spoken.Write(Signals.Discard);
    }
}
