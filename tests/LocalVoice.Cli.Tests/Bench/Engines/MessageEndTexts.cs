using System.Text.Json;
using LocalVoice.Bench.Clips;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Whisper;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Cli.Tests.Bench.Engines;

/// <summary>Labelled words of a user, in English: messages that are complete, and beginnings of messages.</summary>
internal static class MessageEndTexts
{
    private const string Index = "audio/joe/index.jsonl";
    private const string Recogniser = "real-models/ggml-base-q8_0.bin";

    /// <summary>What users say in a word or two to an agent's question.</summary>
    public static IReadOnlyList<(string Agent, string User)> Replies { get; } =
    [
        ("Would you like a table by the window?", "Yes."),
        ("Shall I book it for you?", "Yes, please."),
        ("I will call you back tomorrow morning.", "Okay."),
        ("I have booked the table for eight.", "Great, thanks."),
        ("The first story begins in a small town by the sea.", "Stop."),
        ("Would you like anything else?", "No, thanks."),
        ("Would you like anything else?", "No."),
        ("For which day is it?", "On Friday."),
        ("For how many people?", "Two."),
        ("For how many people is the table?", "For four people."),
        ("At what time?", "At eight."),
        ("At what time would you like to come?", "Half past nine."),
        ("What is your name?", "Robert."),
        ("Where would you like to go?", "To Valencia."),
        ("Which room is the light in?", "The kitchen."),
        ("Which one would you like, the red one or the blue one?", "The red one."),
        ("How are you today?", "Fine."),
        ("Are you sure?", "Of course."),
        ("Do you want to go on?", "Maybe later."),
        ("It is ten past three.", "Thank you."),
    ];

    /// <summary>The sentences of the voice joe.</summary>
    public static IReadOnlyList<string> Sentences() => [.. Lines().Where(line => line.FirstPart is null).Select(line => line.Text)];

    /// <summary>The sentences with a pause inside, whole.</summary>
    public static IReadOnlyList<string> Paused() =>
        [.. Lines().Where(line => line.FirstPart is not null).Select(line => line.Text).Distinct()];

    /// <summary>What Whisper hears of those sentences up to the pause, with the full stop that it puts after nearly all of them.</summary>
    public static async Task<IReadOnlyList<string>> BeginningsAsync()
    {
        using var recognizer = new WhisperRecognizer(
            new WhisperOptions { ModelPath = Shared(Recogniser) },
            new ComputeBudget(2, TimeProvider.System),
            TimeProvider.System,
            NullLogger<WhisperRecognizer>.Instance
        );
        var decode = new LoneDecode(recognizer, TimeProvider.System);
        var heard = new List<string>();
        foreach (var line in Lines().Where(line => line.PauseMs == 1000))
        {
            var recording = WaveFile.Load(Shared($"audio/joe/{line.File}"));
            var first = recording.Samples[..(int)(line.FirstPart!.Value * recording.SampleRateHz)];
            var clip = new Clip(line.File, "en", null, new Recording(first, recording.SampleRateHz));
            var text = (await decode.OfAsync(clip, 1, default)).Text;
            heard.Add(text is [.., '.' or '!' or '?' or '…'] ? text : text.TrimEnd(',', ' ') + ".");
        }

        return heard;
    }

    private static IEnumerable<Line> Lines()
    {
        foreach (var line in File.ReadLines(Shared(Index)))
        {
            using var json = JsonDocument.Parse(line);
            var clip = json.RootElement;
            yield return new(
                clip.GetProperty("file").GetString()!,
                clip.GetProperty("text").GetString()!,
                clip.TryGetProperty("first_part_end_s", out var end) ? end.GetDouble() : null,
                clip.TryGetProperty("pause_ms", out var pause) ? pause.GetInt32() : null
            );
        }
    }

    private static string Shared(string file)
    {
        var path = Repository.Shared(file);
        Assert.SkipWhen(path is null, $"The shared folder (LOCALVOICE_SHARED) has no {file}.");
        return path!;
    }

    /// <param name="FirstPart">End of the part before the pause, in seconds; null for a sentence without one.</param>
    private sealed record Line(string File, string Text, double? FirstPart, int? PauseMs);
}
