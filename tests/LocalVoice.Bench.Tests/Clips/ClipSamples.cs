using System.Text.Json;
using LocalVoice.Bench.Clips;
using LocalVoice.Client;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Bench.Tests.Clips;

internal static class ClipSamples
{
    private const string Marks = """
        {"marks_ms":{"last_voiced":0,"decision":150,"final_transcript":210.5,"first_token":240,"first_clause":280,
        "first_audio_ready":330,"first_audio_sent":340},"engines":[]}
        """;

    public static Clip Clip(string file, string? text) => new(file, "en", text, Tones.Between(0, 20, 0));

    /// <summary>A clip that was answered; the server took its voice to end 20 ms before it did.</summary>
    public static ClipPlay Answered(string file, string text, string? heard, double v2vMs) =>
        new(
            Clip(file, text),
            0,
            new PlayedClip(
                heard,
                "Yes.",
                TimeSpan.FromMilliseconds(v2vMs),
                TimeSpan.FromMilliseconds(320),
                CutIn: false,
                JsonDocument.Parse(Marks).RootElement,
                Error: null
            ),
            Error: null
        );

    /// <summary>A clip that the agent cut into and then did not answer.</summary>
    public static ClipPlay CutInto(string file, string text, string heard) =>
        new(Clip(file, text), 0, new PlayedClip(heard, "Yes?", null, null, CutIn: true, null, null), Error: null);
}
