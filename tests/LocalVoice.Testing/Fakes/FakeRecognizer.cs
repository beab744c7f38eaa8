using System.Collections.Concurrent;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>Understands what the test says, decode by decode: at once, when released, or never.</summary>
public sealed class FakeRecognizer : IStreamingRecognizer
{
    private readonly ConcurrentQueue<FakeRecognitionStream> _streams = new();

    /// <summary>Texts of successive decodes of a whole utterance (also of speculative ones); empty before the first.</summary>
    public Script<string> Finals { get; } = new("");

    /// <summary>Results of successive interim decodes; null means nothing new.</summary>
    public Script<InterimTranscript?> Interims { get; } = new(null);

    /// <summary>Holds final decodes before they give their text.</summary>
    public Hold FinalHold { get; } = new();

    /// <summary>Holds interim decodes likewise.</summary>
    public Hold InterimHold { get; } = new();

    /// <summary>Final decodes begun.</summary>
    public Counter FinalDecodes { get; } = new();

    public Counter InterimDecodes { get; } = new();

    /// <summary>Decodes of either kind that ended by cancellation.</summary>
    public Counter Cancelled { get; } = new();

    public Counter StreamsClosed { get; } = new();

    /// <summary>Languages that <see cref="OpenStream"/> refuses.</summary>
    public HashSet<string> UnknownLanguages { get; } = [];

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<FakeRecognitionStream> Streams => [.. _streams];

    public EngineInfo Info { get; } = new("stt", "fake", "script", "cpu", "none");

    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        if (UnknownLanguages.Contains(options.Language))
        {
            throw new EngineException($"The recogniser does not know '{options.Language}'.");
        }

        var stream = new FakeRecognitionStream(this, options);
        _streams.Enqueue(stream);
        return stream;
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;
}
