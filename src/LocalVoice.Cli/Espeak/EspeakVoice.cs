namespace LocalVoice.Cli.Espeak;

/// <summary>An espeak-ng voice with rate and pitch. The ranges are those of the starter recogniser's training data.</summary>
/// <param name="Name">espeak's name, with an optional variant: <c>es</c>, <c>en-us+f2</c>.</param>
/// <param name="WordsPerMinute">130…195.</param>
/// <param name="Pitch">25…75.</param>
internal sealed record EspeakVoice(string Name, int WordsPerMinute = 160, int Pitch = 50)
{
    /// <summary>The default voice of a language; a name that espeak-ng itself knows passes unchanged.</summary>
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
