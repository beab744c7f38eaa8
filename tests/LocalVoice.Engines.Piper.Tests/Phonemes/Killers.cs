namespace LocalVoice.Engines.Piper.Tests.Phonemes;

/// <summary>Texts that end espeak-ng 1.51 (a smashed stack) where they reach it as they are.</summary>
internal static class Killers
{
    private static readonly string[] Languages = ["es", "ca", "en-us"];

    public static IReadOnlyList<string> Texts { get; } =
    [
        string.Concat(Enumerable.Repeat("A.B.C.D.", 25)),
        "a." + new string('z', 200),
        "作." + new string('z', 170),
        "x.y" + new string('\u0300', 84),
        string.Concat(Enumerable.Repeat("a .", 100)),
        string.Concat(Enumerable.Repeat("a . ", 200)),
        string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("a.", 50)) + " ", 5)),
        string.Concat(Enumerable.Repeat("😀.", 60)) + new string('x', 200),
        "a." + new string('한', 60),
        "w •-अअ •-গগ",
    ];

    public static TheoryData<string, string> InEveryLanguage
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var text in Texts)
            {
                foreach (var language in Languages)
                {
                    rows.Add(text, language);
                }
            }

            return rows;
        }
    }
}
