using System.Globalization;
using System.Numerics;

namespace LocalVoice.Engines.Llama;

/// <summary>Checks <see cref="LlamaOptions"/> before anything is loaded.</summary>
public static class LlamaOptionsValidation
{
    /// <summary>One sentence per wrong value, naming its key, the value and the range; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(this LlamaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.ModelPath))
        {
            problems.Add($"{nameof(options.ModelPath)} is empty: it must name a GGUF file.");
        }

        Range(nameof(options.ContextTokens), options.ContextTokens, 128, 1_048_576);
        Range(nameof(options.MaxSessions), options.MaxSessions, 1, 256);
        Range(nameof(options.BatchTokens), options.BatchTokens, Math.Clamp(options.MaxSessions, 1, 256), 8192);
        Range(nameof(options.InterleavedPrefillTokens), options.InterleavedPrefillTokens, 1, 8192);
        Range(nameof(options.Threads), options.Threads, 1, 256);
        Range(nameof(options.GpuLayerCount), options.GpuLayerCount, 0, 1000);
        Range(nameof(options.MainGpu), options.MainGpu, 0, 63);
        Range(nameof(options.Temperature), options.Temperature, 0, 2);
        Range(nameof(options.TopP), options.TopP, 0.01, 1);
        Range(nameof(options.TopK), options.TopK, 0, 1000);
        Range(nameof(options.MaxOutputTokens), options.MaxOutputTokens, 1, 32_768);
        Range(nameof(options.OutputBufferTokens), options.OutputBufferTokens, 1, 4096);
        Range(nameof(options.MaxWaitingRequests), options.MaxWaitingRequests, 1, 4096);
        Range($"{nameof(options.SequenceWait)} in seconds", options.SequenceWait.TotalSeconds, 0.1, 60);
        return problems;

        void Range<T>(string key, T value, T least, T most)
            where T : INumber<T>
        {
            if (!(value >= least && value <= most))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key} is {value}: it must be {least}…{most}."));
            }
        }
    }
}
