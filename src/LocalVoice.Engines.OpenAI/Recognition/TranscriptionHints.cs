using LocalVoice.Engines.OpenAI.Languages;
using LocalVoice.Speech;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>
/// What a model is told beside the audio, in the fields that it knows. OpenAI's gpt-transcribe takes <c>languages[]</c> and
/// <c>keywords[]</c> (developers.openai.com/cookbook/examples/migrating_from_whisper_to_gpt_transcribe, 28 July 2026); Whisper
/// and all others <c>language</c>, <c>prompt</c> and <c>temperature</c>.
/// </summary>
/// <param name="Language">A code, or <see cref="LanguageTag.Detected"/>.</param>
/// <param name="Vocabulary">Names and terms.</param>
internal sealed record TranscriptionHints(string Language, IReadOnlyList<string> Vocabulary)
{
    /// <summary>Whisper reads the last 224 tokens of a prompt; a term in Latin letters has one for each three or four.</summary>
    private const int MostPromptCharacters = 600;

    public IEnumerable<(string Name, string Value)> Fields(string model)
    {
        var separate = model.StartsWith("gpt-transcribe", StringComparison.OrdinalIgnoreCase);
        return separate ? Separate() : Together();
    }

    private IEnumerable<(string Name, string Value)> Separate()
    {
        if (Language != LanguageTag.Detected)
        {
            yield return ("languages[]", Language);
        }

        // One that breaks the rules would have the whole request refused.
        foreach (var term in Vocabulary.Where(term => term.Length > 0 && term.AsSpan().IndexOfAny("<>\r\n") < 0))
        {
            yield return ("keywords[]", term);
        }
    }

    private IEnumerable<(string Name, string Value)> Together()
    {
        yield return ("temperature", "0");
        if (Language != LanguageTag.Detected)
        {
            yield return ("language", Language);
        }

        var prompt = string.Join(", ", Vocabulary);
        if (prompt.Length > 0)
        {
            yield return ("prompt", prompt[..Math.Min(prompt.Length, MostPromptCharacters)]);
        }
    }
}
