namespace LocalVoice.Architecture.Tests;

/// <summary>
/// A wall clock that is set back or forth changes no turn: what decides goes by timestamps and by samples. What asks for the time of day
/// only tells it.
/// </summary>
public sealed class ClockTests
{
    /// <summary>Tells when somebody last spoke.</summary>
    private const string Telling = "TurnRecorder.cs";

    [Fact]
    public void Nothing_that_thinks_asks_for_the_time_of_day()
    {
        var asking = Sources
            .All("LocalVoice.Core")
            .Where(file => File.ReadAllText(file).Contains("GetUtcNow", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal([Telling], asking);
    }
}
