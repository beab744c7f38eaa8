using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Sums up the buffers that llama.cpp says it allocates while a model is loaded.</summary>
internal sealed partial class MemoryReport : IDisposable
{
    private readonly Dictionary<string, double> _mebibytes = [];
    private readonly ILogger _logger;

    public MemoryReport(ILogger logger)
    {
        _logger = logger;
        NativeLog.Observe(Note);
    }

    public void Log() => MemoryLog.Buffers(_logger, Of("model"), Of("KV"), Of("compute"), Of("output"));

    public void Dispose() => NativeLog.Observe(null);

    private double Of(string kind) => Math.Round(_mebibytes.GetValueOrDefault(kind), 1);

    private void Note(string line)
    {
        if (Buffer().Match(line) is { Success: true } buffer)
        {
            var kind = buffer.Groups[1].Value;
            _mebibytes[kind] = _mebibytes.GetValueOrDefault(kind) + double.Parse(buffer.Groups[2].Value, CultureInfo.InvariantCulture);
        }
    }

    [GeneratedRegex(@"(model|KV|compute|output) buffer size\s*=\s*([\d.]+) MiB")]
    private static partial Regex Buffer();
}

internal static partial class MemoryLog
{
    [LoggerMessage(
        LogLevel.Information,
        "The language model's memory: weights {Weights} MiB, cache {Cache} MiB, up to {Compute} MiB to compute, {Output} MiB output"
    )]
    public static partial void Buffers(ILogger logger, double weights, double cache, double compute, double output);
}
