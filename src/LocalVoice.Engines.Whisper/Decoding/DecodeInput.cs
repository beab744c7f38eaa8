using LocalVoice.Engines.Whisper.Audio;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>What is left to decode of an utterance, as it was at one moment.</summary>
/// <param name="Audio">The utterance so far.</param>
/// <param name="Before">The stretches that are decoded, in order; what follows the last of them is left.</param>
/// <param name="Language">As in <see cref="DecodeRequest.Language"/>.</param>
/// <param name="Vocabulary">Names and terms, as in <see cref="DecodeRequest.Prompt"/>.</param>
internal sealed record DecodeInput(UtteranceAudio Audio, IReadOnlyList<SpeechPart> Before, string Language, string Vocabulary)
{
    /// <summary>Where what is left begins.</summary>
    public int From => Before.Count == 0 ? 0 : Before[^1].Until;

    /// <summary>The stretches to decode; they cover what is left.</summary>
    public IEnumerable<Range> Ranges => PauseChunker.Split(Audio, From);

    /// <summary>Whether more audio would not change the stretch.</summary>
    public bool IsComplete(Range range) => range.End.Value < Audio.Length;

    /// <summary>The prompt of a stretch: the vocabulary, and the words before.</summary>
    public string PromptAfter(string words) => Vocabulary.Length == 0 || words.Length == 0 ? Vocabulary + words : $"{Vocabulary} {words}";
}
