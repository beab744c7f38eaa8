using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Tests.Turns.Script;

public sealed class TurnScriptTests
{
    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Halves_share_no_sentence_and_have_every_kind(string language)
    {
        var calibration = TurnScript.Of(language, open: true, SetHalf.Calibration);
        var figures = TurnScript.Of(language, open: true, SetHalf.Figures);

        Assert.Empty(calibration.Lines.Select(line => line.Text).Intersect(figures.Lines.Select(line => line.Text)));
        Assert.All(
            (TurnScript[])[calibration, figures],
            half => Assert.All((PauseKind?[])[null, PauseKind.Cued, PauseKind.Uncued], kind => Assert.True(half.Of(kind).Count >= 5))
        );
    }

    [Fact]
    public void A_recogniser_of_one_domain_hears_its_sentences_only()
    {
        var domain = TurnScript.Of("en", open: false, SetHalf.Figures);
        var open = TurnScript.Of("en", open: true, SetHalf.Figures);

        Assert.True(domain.Lines.Count < open.Lines.Count);
    }
}
