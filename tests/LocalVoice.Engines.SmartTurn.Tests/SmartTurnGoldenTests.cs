namespace LocalVoice.Engines.SmartTurn.Tests;

/// <summary>Against probabilities that Smart Turn's own Python code gave.</summary>
public sealed class SmartTurnGoldenTests(SmartTurnFixture fixture) : IClassFixture<SmartTurnFixture>
{
    private const double Tolerance = 0.02;

    [Fact]
    public async Task Probabilities_of_people_equal_the_reference()
    {
        foreach (var utterance in GoldenUtterance.All())
        {
            var probability = await fixture.Model.ProbabilityAsync(utterance.Samples(), CancellationToken.None);
            TestContext.Current.TestOutputHelper?.WriteLine($"{utterance}: {probability:0.000000} {utterance.Probability:0.000000}");
        }

        foreach (var utterance in GoldenUtterance.All())
        {
            var probability = await fixture.Model.ProbabilityAsync(utterance.Samples(), CancellationToken.None);

            Assert.True(
                Math.Abs(utterance.Probability - probability) <= Tolerance,
                $"{utterance}: {probability:0.0000} instead of {utterance.Probability:0.0000}"
            );
        }
    }
}
