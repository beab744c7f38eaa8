using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>Understands what the test says, decode by decode: at once, when released, or never.</summary>
public class FakeRecognizer : IStreamingRecognizer
{
    private readonly ConcurrentQueue<FakeRecognitionStream> _streams = new();
    private readonly ConditionalWeakTable<object, Task> _orders = [];

    /// <summary>Texts of successive decodes of a whole utterance (also of speculative ones); empty before the first.</summary>
    public Script<string> Finals { get; } = new("");

    /// <summary>Languages of the finals; that of the stream where the script has none.</summary>
    public Script<string?> Languages { get; } = new(null);

    /// <summary>Results of successive interim decodes; null means nothing new.</summary>
    public Script<InterimTranscript?> Interims { get; } = new(null);

    /// <summary>Where set, texts come from the audio itself (16 kHz) instead of the scripts.</summary>
    public Func<float[], string>? Hear { get; set; }

    /// <summary>Its marks are to be relied on, unless a test says otherwise.</summary>
    public double MarkTrust { get; set; } = 0.9;

    /// <summary>Thrown by every final decode while set.</summary>
    public Exception? FinalFailure { get; set; }

    /// <summary>Holds final decodes before they give their text.</summary>
    public Hold FinalHold { get; } = new();

    /// <summary>Holds interim decodes likewise.</summary>
    public Hold InterimHold { get; } = new();

    /// <summary>Final decodes begun.</summary>
    public Counter FinalDecodes { get; } = new();

    /// <summary>Final decodes that gave a text, failed or were cancelled.</summary>
    public Counter FinalsEnded { get; } = new();

    public Counter InterimDecodes { get; } = new();

    /// <summary>Decodes of either kind that ended by cancellation.</summary>
    public Counter Cancelled { get; } = new();

    public Counter StreamsClosed { get; } = new();

    /// <summary>Thrown by every stream, while set, once it is closed.</summary>
    public Exception? ClosingFailure { get; set; }

    /// <summary>Whether its streams hear where turns end, as the test says: <see cref="FakeTurnTakingStream"/>.</summary>
    public bool TakesTurns { get; set; }

    IReadOnlyList<string> IStreamingRecognizer.Languages => KnownLanguages;

    /// <summary>What it tells of its languages.</summary>
    public IReadOnlyList<string> KnownLanguages { get; init; } = [];

    /// <summary>Languages that <see cref="OpenStream"/> refuses.</summary>
    public HashSet<string> UnknownLanguages { get; } = [];

    /// <summary>A speaker's finals give their texts in the order in which they began.</summary>
    internal Task InOrder(object? speaker, Task final)
    {
        lock (_orders)
        {
            var before = speaker is not null && _orders.TryGetValue(speaker, out var tail) ? tail : Task.CompletedTask;
            if (speaker is not null)
            {
                _orders.AddOrUpdate(speaker, Task.WhenAll(before, final));
            }

            return before;
        }
    }

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<FakeRecognitionStream> Streams => [.. _streams];

    public EngineInfo Info { get; init; } = new("stt", "fake", "script", "cpu", "none");

    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        if (UnknownLanguages.Contains(options.Language))
        {
            throw new EngineException($"The recogniser does not know '{options.Language}'.");
        }

        var stream = TakesTurns ? new FakeTurnTakingStream(this, options) : new FakeRecognitionStream(this, options);
        _streams.Enqueue(stream);
        return stream;
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;
}
