using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Tests.Turns.Replay;

/// <summary>Pauses made by hand: the last voiced sample is at 1 s, work starts 60 ms later.</summary>
internal static class ReplaySamples
{
    public const long LastVoiced = 16_000;

    public static DecodeCharge Charge { get; } = new(100, 0);

    public static LabelledSilence End { get; } = new(LastVoiced, null, null, 0);

    public static LabelledSilence Inner(int ms, PauseKind kind) => new(LastVoiced, LastVoiced + (ms * 16), kind, ms);

    /// <param name="quietMs">When the detector closes.</param>
    /// <param name="resumedMs">When the session hears that the speaker goes on.</param>
    public static PauseCandidate Candidate(string transcript, LabelledSilence? label, int? resumedMs = null, int? quietMs = 60) =>
        new(
            new(
                0,
                LastVoiced,
                LastVoiced + Samples(60),
                resumedMs is { } ms ? LastVoiced + Samples(ms) : null,
                quietMs is { } quiet ? [new(LastVoiced + Samples(quiet), null)] : []
            ),
            label,
            new(transcript, TimeSpan.FromSeconds(1), 100)
        );

    public static ReplayedClip Clip(params PauseCandidate[] candidates) =>
        new(
            new("en-000", "en", "tone", "clean", "", new float[16], [.. candidates.Select(candidate => candidate.Label!).Distinct()]),
            candidates
        );

    public static long Samples(int ms) => ms * 16L;

    /// <summary>Waits 200 ms after a full stop, 1000 ms else, 120 ms when the language model says that the message ends.</summary>
    public sealed class StopPolicy : IEndpointingPolicy
    {
        public TimeSpan RequiredSilence(EndpointingEvidence evidence) =>
            TimeSpan.FromMilliseconds(
                evidence.MessageEnd > 0.5 ? 120
                : evidence.Transcript!.EndsWith('.') ? 200
                : 1000
            );
    }
}
