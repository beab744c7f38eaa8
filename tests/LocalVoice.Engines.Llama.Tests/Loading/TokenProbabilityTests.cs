using LocalVoice.Engines.Llama.Loading;

namespace LocalVoice.Engines.Llama.Tests.Loading;

public sealed class TokenProbabilityTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void The_probabilities_of_all_tokens_have_the_sum_one(int vocabulary)
    {
        var random = new Random(1);
        var logits = Enumerable.Range(0, vocabulary).Select(_ => random.NextSingle() * 30 - 15).ToArray();

        Assert.Equal(1, Enumerable.Range(0, vocabulary).Sum(token => TokenProbability.Of(logits, [token])), 1e-4);
    }

    [Fact]
    public void A_token_with_a_logit_that_is_larger_by_the_logarithm_of_three_is_three_times_as_likely()
    {
        float[] logits = [50, 50 + MathF.Log(3)];

        Assert.Equal(0.75, TokenProbability.Of(logits, [1]), 1e-5);
        Assert.Equal(0.25, TokenProbability.Of(logits, [0]), 1e-5);
    }

    [Fact]
    public void A_token_that_is_next_to_impossible_has_no_probability()
    {
        Assert.Equal(0, TokenProbability.Of([500, -500], [1]));
        Assert.Equal(1, TokenProbability.Of([500, -500], [0]));
    }

    [Fact]
    public void That_of_several_tokens_is_their_sum()
    {
        float[] logits = [1, 2, 3];

        Assert.Equal(1, TokenProbability.Of(logits, [0, 1, 2]), 1e-6);
        Assert.Equal(TokenProbability.Of(logits, [0]) + TokenProbability.Of(logits, [2]), TokenProbability.Of(logits, [0, 2]), 1e-6);
    }
}
