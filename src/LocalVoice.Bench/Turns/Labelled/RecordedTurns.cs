using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>
/// The recordings of a folder of folders <c>joe</c> and <c>human</c>, each with an <c>index.jsonl</c>. Of the voice joe the files
/// with odd numbers are for the figures; people are for the figures only. All pauses inside stand after a comma, a filler, or a
/// word that asks for more.
/// </summary>
/// <param name="folder">It may be missing: there are no recordings then.</param>
public sealed class RecordedTurns(string folder)
{
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(2000);
    private const double FloorDbfs = -72;

    public IReadOnlyList<LabelledClip> Of(string language, SetHalf half, int seed)
    {
        var random = new Random(seed);
        var people = half is SetHalf.Figures ? Entries("human") : [];
        return
        [
            .. Entries("joe")
                .Where(entry => entry.Number % 2 == (half is SetHalf.Calibration ? 0 : 1))
                .Concat(people)
                .Where(entry => entry.Language == language)
                .Select(entry => Load(entry, random)),
        ];
    }

    private IEnumerable<Entry> Entries(string name)
    {
        var index = Path.Combine(folder, name, "index.jsonl");
        return File.Exists(index) ? File.ReadLines(index).Where(line => line.Length > 0).Select(line => Parse(name, line)) : [];
    }

    private Entry Parse(string name, string line)
    {
        using var document = JsonDocument.Parse(line);
        var clip = document.RootElement;
        var file = clip.GetProperty("file").GetString()!;
        var number = file.Split('-', '.').Select(part => int.TryParse(part, out var value) ? value : (int?)null).OfType<int>();
        return new(
            name == "human" ? Path.GetFileNameWithoutExtension(file) : name,
            Path.Combine(folder, name, file),
            number.FirstOrDefault(),
            clip.GetProperty("lang").GetString()!,
            clip.GetProperty("text").GetString() ?? "",
            clip.TryGetProperty("first_part_end_s", out var end) ? TimeSpan.FromSeconds(end.GetDouble()) : null,
            clip.TryGetProperty("pause_ms", out var pause) ? pause.GetInt32() : 0
        );
    }

    private static LabelledClip Load(Entry entry, Random random)
    {
        var recording = WaveFile.Load(entry.Path).At(AudioFormat.Recognition.SampleRateHz);
        var (before, speech) = (Samples(Before), recording.ToFloats());
        var samples = PinkNoise.Of(before + speech.Length + Samples(After), random);
        Voiced.Scale(samples, FloorDbfs - SoundLevel.RmsDbfs(samples));
        for (var i = 0; i < speech.Length; i++)
        {
            samples[before + i] += speech[i];
        }

        return new(
            Path.GetFileNameWithoutExtension(entry.Path),
            entry.Language,
            entry.Speaker,
            "recorded",
            entry.Text,
            samples,
            Silences(recording, entry, before)
        );
    }

    private static List<LabelledSilence> Silences(Recording recording, Entry entry, int before)
    {
        var all = recording.Samples.Span;
        var silences = new List<LabelledSilence>();
        if (entry.FirstPartEnd is { } cut)
        {
            // The index tells the cut to a hundredth; the energy rule tells the samples on both sides of the pause's middle.
            var middle = Samples(cut) + Samples(TimeSpan.FromMilliseconds(entry.PauseMs / 2.0));
            silences.Add(
                new(
                    before + (VoiceOnset.End(all[..middle], recording.SampleRateHz) ?? middle),
                    before + middle + (VoiceOnset.First(all[middle..], recording.SampleRateHz) ?? 0),
                    PauseKind.Cued,
                    entry.PauseMs
                )
            );
        }

        silences.Add(new(before + (VoiceOnset.End(all, recording.SampleRateHz) ?? all.Length), null, null, 0));
        return silences;
    }

    private static int Samples(TimeSpan duration) => (int)AudioFormat.Recognition.SamplesIn(duration);

    private sealed record Entry(string Speaker, string Path, int Number, string Language, string Text, TimeSpan? FirstPartEnd, int PauseMs);
}
