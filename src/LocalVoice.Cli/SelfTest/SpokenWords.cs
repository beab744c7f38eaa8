namespace LocalVoice.Cli.SelfTest;

/// <summary>A sentence as it sounds: words, without case and punctuation.</summary>
internal static class SpokenWords
{
    public static bool Same(string one, string other) => Of(one).SequenceEqual(Of(other));

    private static string[] Of(string text)
    {
        var letters = text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        return string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
