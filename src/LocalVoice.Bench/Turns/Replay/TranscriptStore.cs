using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>
/// Transcripts by a recogniser that has nothing else to do, each decoded once ever: they are kept in a file, by the audio itself
/// and by what decoded it.
/// </summary>
public sealed class TranscriptStore : IDisposable
{
    private readonly IStreamingRecognizer _recognizer;
    private readonly TimeProvider _time;
    private readonly string _model;
    private readonly Dictionary<string, Entry> _known = [];
    private readonly StreamWriter? _file;

    /// <param name="model">Names the recogniser's model and settings: whatever another transcript could come of.</param>
    /// <param name="path">The file, made when it is missing; null keeps nothing.</param>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public TranscriptStore(IStreamingRecognizer recognizer, string model, string? path, TimeProvider time)
    {
        (_recognizer, _model, _time) = (recognizer, model, time);
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (TryRead(line) is { } entry)
            {
                _known[entry.Key] = entry;
            }
        }

        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    /// <summary>Decodes that were not in the file.</summary>
    public int Decoded { get; private set; }

    /// <param name="samples">16 kHz, −1…1.</param>
    /// <exception cref="Engines.EngineException">The recogniser failed.</exception>
    public async Task<KnownTranscript> OfAsync(ReadOnlyMemory<float> samples, string language, CancellationToken cancellationToken)
    {
        var audio = AudioFormat.Recognition.DurationOf(samples.Length);
        var key = Key(samples.Span, language);
        if (!_known.TryGetValue(key, out var entry))
        {
            await using var stream = _recognizer.OpenStream(RecognitionOptions.For(language));
            stream.Append(samples.Span);
            var start = _time.GetTimestamp();
            var transcript = await stream.DecodeFinalAsync(cancellationToken);
            entry = new(key, transcript.Text, Math.Round(_time.GetElapsedTime(start).TotalMilliseconds, 1));
            _known[key] = entry;
            Decoded++;
            if (_file is not null)
            {
                await _file.WriteLineAsync(JsonSerializer.Serialize(entry).AsMemory(), cancellationToken);
            }
        }

        return new(entry.Text, audio, entry.Milliseconds);
    }

    public void Dispose() => _file?.Dispose();

    private string Key(ReadOnlySpan<float> samples, string language)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{_model}\n{language}\n"));
        hash.AppendData(MemoryMarshal.AsBytes(samples));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>A line that an interruption left half is decoded again.</summary>
    private static Entry? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(line) is { Key: not null, Text: not null } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(string Key, string Text, double Milliseconds);
}
