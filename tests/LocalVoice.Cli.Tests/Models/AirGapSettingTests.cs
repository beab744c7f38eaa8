using LocalVoice.Cli.Models;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Tests.Models;

public sealed class AirGapSettingTests
{
    [Fact]
    public void An_air_gap_that_is_closed_by_hand_refuses_downloads() =>
        Assert.StartsWith(
            "LocalVoice:AirGapped is 'true': nothing is downloaded here.",
            Assert.Throws<CliException>(() => AirGapSetting.RefuseDownloads(With("True"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_may_have_been_meant_to_close_it_refuses_downloads_too() =>
        Assert.Equal(
            "LocalVoice:AirGapped is 'yes'; it must be true or false.",
            Assert.Throws<CliException>(() => AirGapSetting.RefuseDownloads(With("yes"))).Message
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    public void Otherwise_a_download_is_the_operators_own_act(string? closed) => AirGapSetting.RefuseDownloads(With(closed));

    private static IConfiguration With(string? closed) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("LocalVoice:AirGapped", closed)]).Build();
}
