using System.Text;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Finds a clause's terminating mark in the text that espeak-ng consumed for it: <c>espeak_TextToPhonemes</c> of
/// espeak-ng ≤ 1.52 does not return it, and Piper's voices lose their prosody without it.
/// </summary>
internal static class ClausePunctuation
{
    /// <param name="consumed">The clause's text, without the character read ahead.</param>
    public static (char? Mark, bool EndsParagraph) Of(string consumed)
    {
        char? mark = null;
        var newLines = 0;
        var dots = 0;
        for (var i = consumed.Length - 1; i >= 0 && !char.IsLetterOrDigit(consumed[i]); i--)
        {
            newLines += consumed[i] == '\n' ? 1 : 0;
            dots += consumed[i] == '.' ? 1 : 0;
            mark ??= Mark(consumed[i]);
        }

        // espeak-ng treats an ellipsis as a pause within the sentence.
        return (mark == '.' && dots >= 3 ? ';' : mark, newLines > 1);
    }

    /// <summary>Removes the character that espeak-ng reads ahead.</summary>
    public static string WithoutLookahead(string consumed) =>
        Rune.DecodeLastFromUtf16(consumed, out _, out var length) == System.Buffers.OperationStatus.Done ? consumed[..^length] : consumed;

    private static char? Mark(char c) =>
        c switch
        {
            '.' or '。' => '.',
            '?' or '？' or '؟' => '?',
            '!' or '！' => '!',
            ',' or '、' or '，' or '،' => ',',
            ':' or '：' => ':',
            ';' or '；' or '؛' or '…' or '–' or '—' => ';',
            _ => null,
        };
}
