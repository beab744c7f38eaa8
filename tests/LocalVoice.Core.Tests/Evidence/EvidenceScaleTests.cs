using LocalVoice.Core.Evidence;

namespace LocalVoice.Core.Tests.Evidence;

public sealed class EvidenceScaleTests
{
    [Fact]
    public void Probabilities_that_tell_both_kinds_apart_become_odds_on_either_side()
    {
        var scale = EvidenceScale.Fit(whole: [0.2, 0.1, 0.4, 0.05, 0.3], beginnings: [0.001, 0.004, 0.02, 0.0005, 0.003]);

        Assert.NotNull(scale);
        Assert.InRange(scale.LogOdds(0.3), 1, 3);
        Assert.InRange(scale.LogOdds(0.001), -3, -1);
        Assert.True(scale.LogOdds(0.02) < scale.LogOdds(0.04));
    }

    [Fact]
    public void Both_kinds_weigh_the_same_however_many_there_are()
    {
        double[] whole = [0.2, 0.1, 0.4];
        double[] beginnings = [0.001, 0.004, 0.02];
        double[] more = [.. beginnings, .. beginnings, .. beginnings];

        var even = EvidenceScale.Fit(whole, beginnings)!.LogOdds(0.05);
        var uneven = EvidenceScale.Fit(whole, more)!.LogOdds(0.05);

        Assert.InRange(uneven - even, -0.5, 0.5);
    }

    [Fact]
    public void A_model_that_tells_nothing_has_no_scale() =>
        Assert.Null(EvidenceScale.Fit(whole: [0.01, 0.02, 0.03], beginnings: [0.1, 0.2, 0.3]));

    [Fact]
    public void One_kind_of_evidence_is_never_worth_more_than_odds_of_20_to_1()
    {
        var scale = EvidenceScale.Fit(whole: [0.9, 0.99, 0.95], beginnings: [1e-5, 1e-6, 0])!;

        Assert.InRange(scale.LogOdds(1), 2, 3);
        Assert.InRange(scale.LogOdds(0), -3, -2);
    }
}
