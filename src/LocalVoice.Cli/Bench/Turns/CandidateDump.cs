using System.Text.Json;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>Writes every pause as a line of JSON, for whoever chooses a policy's weights elsewhere.</summary>
internal sealed class CandidateDump : IAsyncDisposable
{
    private static readonly JsonSerializerOptions OneLine = new(JsonFormat.Options) { WriteIndented = false };
    private readonly StreamWriter? _file;

    private CandidateDump(StreamWriter? file) => _file = file;

    /// <param name="path">Null: nothing is written.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static CandidateDump Open(string? path) => new(path is null ? null : new StreamWriter(path) { AutoFlush = true });

    public async Task WriteAsync(ReplayedClip clip)
    {
        if (_file is null)
        {
            return;
        }

        foreach (var line in CandidateLine.Of(clip))
        {
            await _file.WriteLineAsync(JsonSerializer.Serialize(line, OneLine));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }
}
