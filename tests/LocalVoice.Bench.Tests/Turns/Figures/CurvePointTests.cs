using LocalVoice.Bench.Turns.Figures;

namespace LocalVoice.Bench.Tests.Turns.Figures;

public sealed class CurvePointTests
{
    [Fact]
    public void Delay_is_interpolated_between_the_points_around_the_share() =>
        Assert.Equal(450, At(0.05, Point(300, 0.2), Point(400, 0.1), Point(500, 0), Point(600, 0)));

    [Fact]
    public void A_curve_that_begins_below_the_share_is_taken_at_its_beginning() =>
        Assert.Equal(300, At(0.05, Point(300, 0.04), Point(400, 0.01)));

    [Fact]
    public void A_curve_that_never_comes_down_has_no_delay() => Assert.Null(At(0.05, Point(300, 0.5), Point(900, 0.06)));

    private static double? At(double share, params CurvePoint[] curve) => CurvePoint.DelayAt(share, curve, point => point.CutInsCued);

    private static CurvePoint Point(double delayMs, double cutIns) => new(1, cutIns, null, null, delayMs);
}
