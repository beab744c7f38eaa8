using LocalVoice.Testing.Files;
using LocalVoice.Testing.Text;

namespace LocalVoice.Core.Tests.Text.Cases;

/// <summary>A written text and what a listener may hear of it, from the shared folder.</summary>
/// <param name="Written">The language model's output.</param>
/// <param name="Expected">The alternatives, separated by bars.</param>
internal sealed record SpokenTextCase(string Kind, string Written, string Expected)
{
    /// <summary>The cases of a language; skips the test where the shared folder has none.</summary>
    public static IReadOnlyList<SpokenTextCase> Of(string language)
    {
        var file = $"cases/spoken-text/{language}.tsv";
        var path = Repository.Shared(file);
        Assert.SkipWhen(path is null, $"The shared folder (LOCALVOICE_SHARED) has no {file}.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];
    }

    /// <summary>The language code that the expectations of a file are written for.</summary>
    public static string VoiceOf(string language) => language == "ca" ? "ca-valencia" : language;

    /// <summary>What the product would say, clause by clause, joined with spaces.</summary>
    public string Spoken(string language) => string.Join(' ', SpokenClauses.Of(Written, VoiceOf(language)));

    /// <summary>Whether <paramref name="spoken"/> is one of the alternatives, but for case, punctuation and spaces.</summary>
    public bool Accepts(string spoken) => Expected.Split('|').Any(alternative => Fold(alternative) == Fold(spoken));

    /// <summary>The written text as the files have it: on one line.</summary>
    public string Escaped => Written.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static SpokenTextCase Parse(string line)
    {
        var columns = line.Split('\t');
        return new(columns[0], Unescape(columns[2]), columns.Length > 3 ? columns[3] : "");
    }

    private static string Unescape(string text) =>
        text.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace('\0', '\\');

    /// <summary>The words alone, in small letters.</summary>
    public static string Fold(string text)
    {
        var folded = string.Concat(text.ToLowerInvariant().Select(character => char.IsLetterOrDigit(character) ? character : ' '));
        return string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
