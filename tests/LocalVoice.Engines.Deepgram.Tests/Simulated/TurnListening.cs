using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

/// <summary>What a caller's silence brings.</summary>
internal static class TurnListening
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads on to the end of a turn.</summary>
    public static async Task<IReadOnlyList<HeardTurn>> TurnAsync(this ITurnTakingStream stream)
    {
        var heard = new List<HeardTurn>();
        while (heard is not [.., { Hearing: TurnHearing.Ended }])
        {
            heard.Add(await stream.Turns.ReadAsync());
        }

        return heard;
    }

    /// <summary>Says nothing, at a caller's pace, until nothing more is heard.</summary>
    /// <returns>Why.</returns>
    public static async Task<BackendException> FailureAsync(this ITurnTakingStream stream)
    {
        var reading = Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var _ in stream.Turns.ReadAllAsync()) { }
        });
        using var timer = new PeriodicTimer(Step);
        while (!reading.IsCompleted)
        {
            stream.Append(SpokenSamples.Silence(Step.TotalSeconds));
            await Task.WhenAny(reading, timer.WaitForNextTickAsync().AsTask());
        }

        return await reading;
    }
}
