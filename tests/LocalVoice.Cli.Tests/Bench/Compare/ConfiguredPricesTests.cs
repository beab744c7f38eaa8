using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Hosting;
using LocalVoice.Server;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Tests.Bench.Compare;

public sealed class ConfiguredPricesTests
{
    /// <summary>As timelines name it: without the list's folder.</summary>
    public static TheoryData<string, string, string> Models
    {
        get
        {
            using var composition = VoiceServer.Build([], LocalComposition.Apply);
            var backends = composition
                .Configuration.GetSection("LocalVoice:Backends")
                .GetChildren()
                .SelectMany(stage => stage.GetChildren());
            var models = backends.Where(backend => backend["Model"] is not null);
            return
            [
                .. models.Select(backend =>
                    (backend["Service"] ?? "openai", backend.Path.Split(':')[2].ToLowerInvariant(), backend["Model"]!.Split('/')[^1])
                ),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_of_the_defaults_has_a_price(string service, string stage, string model) =>
        Assert.NotNull(PriceTable.Find(service, stage, model));

    [Fact]
    public void Service_that_is_all_in_one_has_a_price() => Assert.NotNull(RealtimeColumns.Charged.Price);
}
