using LocalVoice.Client;

namespace LocalVoice.Bench;

/// <summary>One way of running the pipeline, and how its client sends.</summary>
/// <param name="Chunk">Audio per message: a client cannot send what it has not captured yet.</param>
public sealed record Scenario(string Name, SessionRequest Session, TimeSpan Chunk)
{
    public const string ParallelName = "parallel";
    public const string SequentialName = "sequential";
    public const string SameEndpointingName = "sequential_same_endpointing";

    /// <summary>The silence after which ours decides on a finished sentence.</summary>
    private static readonly TimeSpan OurSilence = TimeSpan.FromMilliseconds(200);

    /// <summary>The old pipeline's <c>utterance_end</c> and capture chunks.</summary>
    private static readonly TimeSpan OldSilence = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan OldChunk = TimeSpan.FromMilliseconds(250);

    public static Scenario Parallel(TimeSpan chunk, bool speculate) =>
        new(ParallelName, new SessionRequest { Pipeline = "parallel", Speculate = speculate }, chunk);

    public static Scenario Sequential { get; } = Baseline(SequentialName, OldSilence);

    /// <summary>The baseline, but as quick to decide as ours: what is left is the gain of the pipeline itself.</summary>
    public static Scenario SameEndpointing { get; } = Baseline(SameEndpointingName, OurSilence);

    private static Scenario Baseline(string name, TimeSpan silence) =>
        new(
            name,
            new SessionRequest
            {
                Pipeline = "sequential",
                Speculate = false,
                FixedSilence = silence,
            },
            OldChunk
        );
}
