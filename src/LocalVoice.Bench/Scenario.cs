using LocalVoice.Client;

namespace LocalVoice.Bench;

/// <summary>A pipeline configuration and the client's chunk size.</summary>
/// <param name="Chunk">Audio per message: the client sends a chunk when its last sample is captured.</param>
public sealed record Scenario(string Name, SessionRequest Session, TimeSpan Chunk)
{
    public const string ParallelName = "parallel";
    public const string SequentialName = "sequential";
    public const string SameEndpointingName = "sequential_same_endpointing";

    /// <summary>Our required silence after a complete sentence.</summary>
    private static readonly TimeSpan OurSilence = TimeSpan.FromMilliseconds(200);

    /// <summary>The earlier pipeline's <c>utterance_end</c> and capture chunk, as configured there.</summary>
    private static readonly TimeSpan OldSilence = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan OldChunk = TimeSpan.FromMilliseconds(250);

    public static Scenario Parallel(TimeSpan chunk, bool speculate) =>
        new(ParallelName, new SessionRequest { Pipeline = "parallel", Speculate = speculate }, chunk);

    public static Scenario Sequential { get; } = Baseline(SequentialName, OldSilence);

    /// <summary>The baseline with our required silence: isolates the gain of the parallel pipeline.</summary>
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
