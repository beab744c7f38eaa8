namespace LocalVoice.Core.Tests.Text.Cases;

/// <summary>The cases that are known to be said wrong: <c>Misses.tsv</c> has language, written text and reason.</summary>
internal static class KnownMisses
{
    private static readonly string[][] Lines =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Text/Cases/Misses.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t')),
    ];

    /// <summary>Why each is said wrong.</summary>
    public static IEnumerable<string> Reasons => Lines.Select(line => line.ElementAtOrDefault(2) ?? "");

    /// <summary>The written texts of a language, as the files of cases have them.</summary>
    public static HashSet<string> Of(string language) => [.. Lines.Where(line => line[0] == language).Select(line => line[1])];
}
