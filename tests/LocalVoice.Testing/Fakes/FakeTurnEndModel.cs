using System.Collections.Concurrent;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>A model of how turns end that says what the test wants, at once.</summary>
public sealed class FakeTurnEndModel : ITurnEndModel
{
    public EngineInfo Info { get; } = new("turn", "fake", "scripted", "cpu", "none");

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>What it says of an utterance of so many samples.</summary>
    public Func<int, double> Probability { get; set; } = _ => 0.5;

    /// <summary>Lengths, in samples, of the utterances that it was asked about.</summary>
    public ConcurrentQueue<int> Asked { get; } = [];

    public bool IsWarm { get; private set; }

    public ValueTask<double> ProbabilityAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Enqueue(samples.Length);
        return new(Probability(samples.Length));
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken)
    {
        IsWarm = true;
        return ValueTask.CompletedTask;
    }
}
