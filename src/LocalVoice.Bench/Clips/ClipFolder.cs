using System.IO.Enumeration;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Clips;

/// <summary>A folder of WAV files, with or without an index.</summary>
/// <param name="language">Of clips whose language no index tells.</param>
/// <param name="match">Which files, as a shell pattern with <c>*</c> and <c>?</c>.</param>
public sealed class ClipFolder(string path, string language, string match)
{
    public const string IndexName = "index.jsonl";

    /// <summary>The clips in the order of the index, else of their names; at least one.</summary>
    /// <exception cref="ClientException">The folder, its index or a recording is unusable, or no file matches.</exception>
    public IReadOnlyList<Clip> Read()
    {
        if (!Directory.Exists(path))
        {
            throw Unusable($"There is no folder '{path}'.");
        }

        var index = Path.Combine(path, IndexName);
        var entries = File.Exists(index)
            ? ClipIndex.Read(index, language)
            : Directory
                .EnumerateFiles(path, "*.wav")
                .Order(StringComparer.Ordinal)
                .Select(file => new ClipEntry(Path.GetFileName(file), language, null));
        var clips = entries.Where(entry => FileSystemName.MatchesSimpleExpression(match, entry.File)).Select(Load).ToList();
        return clips.Count > 0 ? clips : throw Unusable($"No clip in '{path}' matches '{match}'.");
    }

    private Clip Load(ClipEntry entry)
    {
        var file = Path.Combine(path, entry.File);
        var recording = WaveFile.Load(file);
        if (recording.Missing > TimeSpan.Zero)
        {
            throw Unusable($"'{file}' is truncated: its header promises {recording.Missing.TotalSeconds:0.0} s more than it has.");
        }

        return VoiceOnset.First(recording.Samples.Span, recording.SampleRateHz) is not null
            ? new Clip(entry.File, entry.Language, entry.Text, recording)
            : throw Unusable($"'{file}' is silent: nothing in it is above {VoiceOnset.ThresholdDbfs} dBFS.");
    }

    private static ClientException Unusable(string problem) =>
        new(problem, $"Give a folder of WAV files with speech, if need be with an {IndexName}.", ClientFault.BadInput);
}
