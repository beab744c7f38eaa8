using LocalVoice.Bench.Turns.Replay;

namespace LocalVoice.Bench.Tests.Turns.Replay;

public sealed class DecodeChargeTests
{
    [Fact]
    public void A_decode_that_was_held_up_does_not_make_the_others_dearer()
    {
        var decodes = Enumerable.Range(1, 20).Select(seconds => Decode(seconds, 80 + (40 * seconds))).Append(Decode(3, 5000));

        var charge = DecodeCharge.Fit(decodes);

        Assert.Equal(80, charge.BaseMs, 0.1);
        Assert.Equal(40, charge.PerSecondMs, 0.1);
        Assert.Equal(TimeSpan.FromMilliseconds(180), charge.Of(TimeSpan.FromSeconds(2.5)));
    }

    [Fact]
    public void Decodes_of_one_length_cost_their_median() =>
        Assert.Equal(new DecodeCharge(120, 0), DecodeCharge.Fit([Decode(1, 110), Decode(1, 120), Decode(1, 400)]));

    [Fact]
    public void Nothing_decoded_costs_nothing() => Assert.Equal(default, DecodeCharge.Fit([]));

    private static KnownTranscript Decode(double seconds, double ms) => new("", TimeSpan.FromSeconds(seconds), ms);
}
