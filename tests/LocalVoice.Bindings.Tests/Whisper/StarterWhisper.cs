using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using Whisper.net;

namespace LocalVoice.Bindings.Tests.Whisper;

/// <summary>The starter recogniser, loaded once for a class of tests.</summary>
public sealed class StarterWhisper : IDisposable
{
    public WhisperFactory Factory { get; } = Load();

    public static WhisperFactory Load() =>
        WhisperFactory.FromPath(Repository.StarterModel("starter-stt.bin"), new WhisperFactoryOptions { UseGpu = false });

    /// <summary>The settings of the engine, in one thread.</summary>
    public static WhisperProcessorBuilder Settings(WhisperFactory factory, string language) =>
        factory.CreateBuilder()
            .WithThreads(1)
            .WithNoContext()
            .WithSingleSegment()
            .WithAudioContextSize(512)
            .WithLanguage(language)
            .WithTemperature(0)
            .WithTemperatureInc(0)
            .WithGreedySamplingStrategy(greedy => greedy.WithBestOf(1))
            .WithProbabilities();

    public static async Task<IReadOnlyList<SegmentData>> Decode(
        WhisperFactory factory, SpokenSample sample, CancellationToken cancellationToken = default)
    {
        using var processor = Settings(factory, sample.Language).Build();
        return await Collect(processor.ProcessAsync(sample.Samples, cancellationToken));
    }

    public static async Task<IReadOnlyList<SegmentData>> Collect(IAsyncEnumerable<SegmentData> segments)
    {
        var collected = new List<SegmentData>();
        await foreach (var segment in segments)
        {
            collected.Add(segment);
        }

        return collected;
    }

    public void Dispose() => Factory.Dispose();
}
