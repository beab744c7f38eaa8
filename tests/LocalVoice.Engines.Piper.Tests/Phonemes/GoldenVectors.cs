using System.Text.Json;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

/// <summary>Phonemes and ids that Piper itself made of Spanish sentences, and where this machine's espeak-ng is known to differ.</summary>
internal static class GoldenVectors
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<GoldenVector> ReadOrSkip()
    {
        var path = Repository.Shared("golden/test_es.jsonl");
        Assert.SkipWhen(path is null, "golden/test_es.jsonl is not in the shared folder.");
        return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<GoldenVector>(line, Json)!)];
    }

    /// <summary>The vector's phonemes as the given version of espeak-ng speaks them.</summary>
    public static string Expected(IReadOnlyList<GoldenVector> vectors, int line, string espeakVersion) =>
        Differences()
            .Where(known => known.Line == line && espeakVersion.StartsWith(known.Espeak, StringComparison.Ordinal))
            .Aggregate(
                string.Concat(vectors[line].Phonemes),
                (text, known) =>
                {
                    Assert.Contains(known.Golden, text, StringComparison.Ordinal);
                    return text.Replace(known.Golden, known.Here, StringComparison.Ordinal);
                }
            );

    private static KnownDifference[] Differences()
    {
        var path = Path.Combine(Repository.Root, "tests", "LocalVoice.Engines.Piper.Tests", "Phonemes", "golden-differences.json");
        return JsonSerializer.Deserialize<KnownDifference[]>(File.ReadAllText(path), Json)!;
    }

    internal sealed record GoldenVector(string Text, string[] Phonemes, long[] PhonemeIds);

    private sealed record KnownDifference(int Line, string Golden, string Here, string Espeak, string Reason);
}
