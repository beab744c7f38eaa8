using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Tests.Hosting;

public sealed class PublishedCapacityTests
{
    [Theory]
    [InlineData("# TYPE localvoice_sessions_capacity gauge\nlocalvoice_sessions_capacity{scope=\"Server\"} 12 1764460800000\n", 12)]
    [InlineData("localvoice_sessions_open 3\nlocalvoice_sessions_capacity 16\n", 16)]
    [InlineData("localvoice_sessions_capacity_of_others 16\n", null)]
    [InlineData("localvoice_sessions_capacity NaN\n", null)]
    [InlineData("", null)]
    public void It_is_the_gauge_of_the_text_format(string metrics, int? sessions) => Assert.Equal(sessions, PublishedCapacity.Of(metrics));
}
