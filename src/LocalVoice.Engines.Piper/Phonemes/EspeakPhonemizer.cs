using System.Text;
using System.Text.RegularExpressions;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Converts text to clauses of IPA. Thread-safe: espeak-ng's lock is held per text.</summary>
internal static partial class EspeakPhonemizer
{
    // Bounds a name that may come from a client; chosen by trial, not measured.
    private const int MaxVoiceNameLength = 40;

    /// <summary>Whether espeak-ng has a voice of this name.</summary>
    public static bool Knows(string voice)
    {
        lock (EspeakLibrary.Gate)
        {
            return TrySetVoice(EspeakLibrary.Shared, voice);
        }
    }

    /// <param name="voice">A name for which <see cref="Knows"/> is true.</param>
    /// <exception cref="EngineException">espeak-ng has no such voice, or is not installed.</exception>
    public static unsafe IReadOnlyList<Clause> Clauses(string text, string voice)
    {
        var espeak = EspeakLibrary.Shared;
        var utf8 = Encoding.UTF8.GetBytes(text.Replace('\0', ' ') + '\0');
        var clauses = new List<Clause>();
        lock (EspeakLibrary.Gate)
        {
            if (!TrySetVoice(espeak, voice))
            {
                throw new EngineException($"espeak-ng {espeak.Version} has no voice '{voice}'.");
            }

            fixed (byte* start = utf8)
            {
                var at = start;
                var end = start + utf8.Length - 1;
                while (at is not null && at < end)
                {
                    var from = at;
                    var ipa = espeak.NextClause(ref at);
                    var isLast = at is null || at >= end;
                    var consumed = Encoding.UTF8.GetString(from, (int)((isLast ? end : at) - from));
                    clauses.Add(Clause(ipa, isLast && at is null ? consumed : ClausePunctuation.WithoutLookahead(consumed)));
                }
            }
        }

        return clauses;
    }

    private static Clause Clause(string ipa, string consumed)
    {
        var (mark, endsParagraph) = ClausePunctuation.Of(consumed);
        return new Clause(LanguageSwitch().Replace(ipa, ""), mark, endsParagraph);
    }

    private static bool TrySetVoice(EspeakLibrary espeak, string voice) =>
        voice.Length is > 0 and <= MaxVoiceNameLength
        && VoiceName().IsMatch(voice)
        && espeak.SetVoice(Encoding.ASCII.GetBytes(voice + '\0'));

    // espeak-ng uses the name as a file name, and it may come from a client: no path separators.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_+-]*$")]
    private static partial Regex VoiceName();

    // espeak-ng marks words that it reads by another language's rules: "(en)…(es)".
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex LanguageSwitch();
}
