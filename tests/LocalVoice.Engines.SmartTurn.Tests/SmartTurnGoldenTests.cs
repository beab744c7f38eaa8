namespace LocalVoice.Engines.SmartTurn.Tests;

/// <summary>Against probabilities that Smart Turn's own Python code gave.</summary>
public sealed class SmartTurnGoldenTests(SmartTurnFixture fixture) : IClassFixture<SmartTurnFixture>
{
    // The model's activations have 8 bits, so that a float's last digit can move an activation to the next step: with features
    // that are equal to 2e-4, 20 of 24 probabilities were equal to 1e-6 and one was 0.08 away.
    private const double Tolerance = 0.1;
    private const double Equality = 1e-4;
    private const double LeastEqual = 0.6;

    [Fact]
    public async Task Probabilities_of_people_equal_the_reference()
    {
        var equal = 0;
        var utterances = GoldenUtterance.All();
        foreach (var utterance in utterances)
        {
            var probability = await fixture.Model.ProbabilityAsync(utterance.Samples(), TestContext.Current.CancellationToken);

            var difference = Math.Abs(utterance.Probability - probability);
            Assert.True(difference <= Tolerance, $"{utterance}: {probability:0.0000} instead of {utterance.Probability:0.0000}");
            equal += difference <= Equality ? 1 : 0;
        }

        Assert.True(equal >= LeastEqual * utterances.Count, $"Only {equal} of {utterances.Count} are equal.");
    }
}
