using System.Globalization;

namespace LocalVoice.Engines.Whisper;

/// <summary>The ranges of <see cref="WhisperOptions"/>.</summary>
internal static class WhisperOptionsValidation
{
    public static IReadOnlyList<string> Problems(WhisperOptions options) =>
    [
        .. string.IsNullOrWhiteSpace(options.ModelPath) ? ["Whisper:ModelPath is empty; it names a ggml model file."] : Array.Empty<string>(),
        .. Range("Threads", options.Threads, 0, 64),
        .. Range("GpuDevice", options.GpuDevice, 0, 15),
        .. Range("MinAudioContext", options.MinAudioContext, 64, 1500),
        .. Range("MaxConcurrentDecodes", options.MaxConcurrentDecodes, 1, 64),
        .. Range("MinInterimPeriod", options.MinInterimPeriod, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)),
        .. Range("MaxUtterance", options.MaxUtterance, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)),
        .. Range("SilenceDbfs", options.SilenceDbfs, -120, -20),
        .. Range("Guards:MinMeanLogProbability", options.Guards.MinMeanLogProbability, -10, 0),
        .. Range("Guards:MaxRepeats", options.Guards.MaxRepeats, 2, 50),
        .. Range("Guards:MaxCharactersPerSecond", options.Guards.MaxCharactersPerSecond, 5, 200),
    ];

    private static string[] Range<T>(string key, T value, T lowest, T highest)
        where T : IComparable<T> =>
        value.CompareTo(lowest) >= 0 && value.CompareTo(highest) <= 0
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Whisper:{key} is {value}; it ranges from {lowest} to {highest}.")];
}
