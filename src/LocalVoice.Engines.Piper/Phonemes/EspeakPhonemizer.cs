using System.Text;
using System.Text.RegularExpressions;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// espeak-ng in this process: the only caller of its text functions. Thread-safe: espeak-ng's lock is held per text.
/// </summary>
/// <exception cref="EngineException">espeak-ng is not installed.</exception>
internal sealed partial class EspeakPhonemizer : IPhonemizer
{
    // Bounds a name that may come from a client; chosen by trial, not measured.
    private const int MaxVoiceNameLength = 40;
    private readonly EspeakLibrary _espeak = EspeakLibrary.Shared;

    public string Version => _espeak.Version;

    public string DataFolder => _espeak.DataFolder;

    /// <summary>Whether a name could be a voice's: espeak-ng uses it as a file name, and it may come from a client.</summary>
    public static bool IsName(string voice) => voice.Length is > 0 and <= MaxVoiceNameLength && VoiceName().IsMatch(voice);

    public bool Knows(string voice)
    {
        lock (EspeakLibrary.Gate)
        {
            return TrySetVoice(voice);
        }
    }

    public IReadOnlyList<Clause> Clauses(string text, string voice) => Clauses(text, voice, EspeakBound.Normal);

    /// <exception cref="EngineException">espeak-ng has no such voice.</exception>
    public unsafe IReadOnlyList<Clause> Clauses(string text, string voice, EspeakBound bound)
    {
        var utf8 = Encoding.UTF8.GetBytes(EspeakText.Within(bound, SpelledLetters.In(text, voice), voice) + '\0');
        var clauses = new List<Clause>();
        lock (EspeakLibrary.Gate)
        {
            if (!TrySetVoice(voice))
            {
                throw new EngineException($"espeak-ng {Version} has no voice '{voice}'.");
            }

            fixed (byte* start = utf8)
            {
                var at = start;
                var end = start + utf8.Length - 1;
                while (at is not null && at < end)
                {
                    var from = at;
                    var ipa = _espeak.NextClause(ref at);
                    var isLast = at is null || at >= end;
                    var consumed = Encoding.UTF8.GetString(from, (int)((isLast ? end : at) - from));
                    clauses.Add(Clause(ipa, isLast && at is null ? consumed : ClausePunctuation.WithoutLookahead(consumed)));
                }
            }
        }

        return clauses;
    }

    /// <summary>No effect: the library stays for the life of the process.</summary>
    public void Dispose() { }

    private static Clause Clause(string ipa, string consumed)
    {
        var (mark, endsParagraph) = ClausePunctuation.Of(consumed);
        return new Clause(LanguageSwitch().Replace(ipa, ""), mark, endsParagraph);
    }

    private bool TrySetVoice(string voice) => IsName(voice) && _espeak.SetVoice(Encoding.ASCII.GetBytes(voice + '\0'));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_+-]*\z")]
    private static partial Regex VoiceName();

    // espeak-ng marks words that it reads by another language's rules: "(en)…(es)".
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex LanguageSwitch();
}
