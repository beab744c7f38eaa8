using System.Security.Cryptography;
using System.Text;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>Speaks the parts of a sentence as separate utterances, each kept in a folder.</summary>
internal sealed class SpokenParts(string language, string folder)
{
    /// <summary>
    /// A cued part ends in a comma, so that the voice does not fall as at the end of a sentence; one that looks complete has no
    /// mark of its own.
    /// </summary>
    public async Task<IReadOnlyList<Recording>> OfAsync(TurnItem item, TurnVoice voice, CancellationToken cancellationToken)
    {
        var parts = new List<Recording>();
        foreach (var text in Texts(item.Line))
        {
            parts.Add(await OfAsync(text, item.Speed, voice, cancellationToken));
        }

        return parts;
    }

    private static string[] Texts(ScriptLine line)
    {
        if (line.Rest is not { } rest)
        {
            return [line.Start];
        }

        var start = line.Kind is PauseKind.Cued && !line.Start.EndsWith(',') ? line.Start + "," : line.Start;
        return [start, rest];
    }

    /// <summary>A single utterance.</summary>
    public async Task<Recording> OfAsync(string text, double speed, TurnVoice voice, CancellationToken cancellationToken)
    {
        var key = FormattableString.Invariant($"{language}\n{voice.Name}\n{speed}\n{text}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));
        var path = Path.Combine(folder, $"{hash}.wav");
        if (File.Exists(path))
        {
            return WaveFile.Load(path);
        }

        var spoken = await voice.SpeakAsync(text, speed, cancellationToken);
        if (spoken.Samples.Length > 0)
        {
            Directory.CreateDirectory(folder);
            WaveFile.Save(path, spoken);
        }

        return spoken;
    }
}
