using System.Text.RegularExpressions;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Writes out the letters of words in capitals (<c>DNI</c>, <c>IRPF</c>) for the voices whose texts have only such words in
/// capitals: by itself espeak-ng says <c>dni</c> or <c>irpf</c>, depending on the other words of the clause.
/// </summary>
internal static partial class SpelledLetters
{
    private static readonly string[] Spanish =
    [
        .. "a be ce de e efe ge hache i jota ka ele eme ene o pe cu erre ese te u uve".Split(' '),
        "uve doble",
        "equis",
        "i griega",
        "zeta",
    ];

    private static readonly string[] Catalan =
    [
        .. "a be ce de e efa ge hac i jota ca ela ema ena o pe cu erra essa te u ve".Split(' '),
        "ve doble",
        "ics",
        "i grega",
        "zeta",
    ];

    private static readonly string[] Valencian =
    [
        .. "a be ce de e efe ge hac i jota ca ele eme ene o pe cu erre esse te u ve".Split(' '),
        "ve doble",
        "ics",
        "i grega",
        "zeta",
    ];

    /// <param name="voice">espeak-ng's name of the voice.</param>
    public static string In(string text, string voice) =>
        voice switch
        {
            "ca-va" => Spell(text, Valencian),
            "ca" => Spell(text, Catalan),
            _ when IsOf("es", voice) => Spell(text, Spanish),
            // The article "a" sounds otherwise than the letter.
            _ when IsOf("en", voice) => HalfOfDay().Replace(text, "$1.m."),
            _ => text,
        };

    private static bool IsOf(string language, string voice) =>
        voice.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (voice.Length == language.Length || voice[language.Length] == '-');

    private static string Spell(string text, string[] names) =>
        Capitals().Replace(text, word => string.Join(' ', word.ValueSpan.ToString().Select(letter => Name(letter, names))));

    private static string Name(char letter, string[] names) => letter is >= 'A' and <= 'Z' ? names[letter - 'A'] : letter.ToString();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[A-Z]{2,10}(?=s?(?![\p{L}\p{Nd}]))")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}'’.])([AaPp]) [Mm](?:\.|(?![\p{L}\p{Nd}'’]))")]
    private static partial Regex HalfOfDay();
}
