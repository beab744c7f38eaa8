using System.Collections.Frozen;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.Endpointing.Calibration;

/// <summary>
/// What somebody may say to an assistant, whole or up to a pause, as recognisers write it: from
/// <c>Data/labelled-sentences.json</c>.
/// </summary>
internal sealed class LabelledSentences
{
    private static readonly FrozenDictionary<string, LabelledSentences> Languages = Load();

    private LabelledSentences(IReadOnlyList<string> whole, IReadOnlyList<string> beginnings) => (Whole, Beginnings) = (whole, beginnings);

    public IReadOnlyList<string> Whole { get; }

    public IReadOnlyList<string> Beginnings { get; }

    /// <summary>Null for a language that has none.</summary>
    public static LabelledSentences? Of(string language) => Languages.GetValueOrDefault(LanguageTag.Base(language));

    private static FrozenDictionary<string, LabelledSentences> Load() =>
        EmbeddedData
            .Read<Dictionary<string, Dictionary<string, string[]>>>("Turns/Endpointing/Data/labelled-sentences.json")
            .ToFrozenDictionary(entry => entry.Key, entry => new LabelledSentences(entry.Value["whole"], entry.Value["beginnings"]));
}
