using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Report;

/// <summary>Published or earlier figures for comparison, in milliseconds; not measured by this bench.</summary>
internal sealed record ReferenceColumn(
    string Title,
    string AudioInput,
    string Stt,
    string Llm,
    string Tts,
    string AudioOutput,
    string Total
)
{
    public static IReadOnlyList<ReferenceColumn> All { get; } =
    [
        new("OpenAI (WebRTC)", "0", "200–300", "300–500", "200–400", "0", "700–1400"),
        new("old sequential", "250", "500", "800", "1000", "200", "2750"),
        new("its target", "150", "300", "400", "400", "50", "1300"),
    ];

    /// <summary>Names of <see cref="Cells"/>, as in the stages' path.</summary>
    public static IReadOnlyList<string> Rows { get; } = [.. TurnStages.PathNames, "total"];

    /// <summary>The cells from audio input to total.</summary>
    public IReadOnlyList<string> Cells => [AudioInput, Stt, Llm, Tts, AudioOutput, Total];
}
