using System.Collections.Frozen;
using System.Text;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Which characters a voice reads. espeak-ng 1.51 reads a script that is not its voice's by loading another language,
/// and two such changes can end it, at once ("•-अअ") or many clauses later (found by PhonemeFuzzTests): a voice of a
/// Latin language gets Latin letters, punctuation and symbols only. Voices of other scripts get everything.
/// </summary>
internal static class VoiceScripts
{
    private static readonly FrozenSet<string> OtherScripts = (
        "am ar as ba be bg bn bpy chr cmn cv el fa grc gu hak he hi hy hyw ja ka kk kn ko kok ky ml mk mr my ne nog or pa ru sd shn si "
        + "sr ta te th tt ug uk ur yue zh"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Unicode's blocks of Latin letters, combining marks, punctuation and symbols.
    private static readonly (int First, int Last)[] Latin = [(0x0000, 0x024F), (0x0300, 0x036F), (0x1E00, 0x1EFF), (0x2000, 0x23FF)];

    /// <param name="voice">espeak-ng's name, with region and variant: <c>es-419</c>, <c>en-us+f2</c>.</param>
    public static bool IsOfAnotherScript(string voice) => OtherScripts.Contains(voice.Split('-', '+')[0]);

    public static bool IsLatin(Rune rune) => Array.Exists(Latin, block => rune.Value >= block.First && rune.Value <= block.Last);
}
