namespace LocalVoice.Cli.Espeak;

/// <summary>A voice of espeak-ng and how it speaks. The ranges are those that the starter recogniser was trained on.</summary>
/// <param name="Name">espeak's name, with an optional variant: <c>es</c>, <c>en-us+f2</c>.</param>
/// <param name="WordsPerMinute">130…195.</param>
/// <param name="Pitch">25…75.</param>
internal sealed record EspeakVoice(string Name, int WordsPerMinute = 160, int Pitch = 50)
{
    /// <summary>The plain voice of a language; a language that espeak-ng names itself passes through.</summary>
    public static EspeakVoice For(string language) =>
        new(
            language switch
            {
                "en" => "en-us",
                "ca-valencia" => "ca",
                _ => language,
            }
        );
}
