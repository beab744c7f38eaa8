using System.Text.Json;
using System.Text.Json.Serialization;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.SmartTurn.Tests;

/// <summary>The beginning of a recording of a person, with what Smart Turn's own Python code makes of it.</summary>
/// <param name="EndSample">Length of the beginning.</param>
public sealed record GoldenUtterance(
    string File,
    [property: JsonPropertyName("end_sample_16k")] int EndSample,
    double Probability,
    GoldenFeatures Features
)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Skips the test where the shared folder lacks them.</summary>
    public static IReadOnlyList<GoldenUtterance> All()
    {
        const string file = "golden/smart-turn.jsonl";
        var path = Repository.Shared(file);
        Assert.SkipWhen(path is null, $"{file} is not in the shared folder.");
        return [.. System.IO.File.ReadLines(path).Select(line => JsonSerializer.Deserialize<GoldenUtterance>(line, Json)!)];
    }

    public float[] Samples() => Recordings.Read($"audio/human/{File}")[..EndSample];

    public override string ToString() => $"{File} up to sample {EndSample}";
}

/// <summary>Figures of the 80 bands of 800 frames.</summary>
/// <param name="Row0Last8">The lowest band's last frames.</param>
public sealed record GoldenFeatures(
    double Mean,
    double Std,
    [property: JsonPropertyName("row0_last8")] float[] Row0Last8,
    [property: JsonPropertyName("row40_last8")] float[] Row40Last8
);
