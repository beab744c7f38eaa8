using System.Globalization;
using LocalVoice.Bench.Compare.Prices;

namespace LocalVoice.Bench.Tests.Compare.Prices;

public sealed class PriceTableTests
{
    public static TheoryData<string> Models => [.. PriceTable.All.Select(price => $"{price.Service} {price.Stage} {price.Model}")];

    [Theory]
    [MemberData(nameof(Models))]
    public void Price_has_a_date_and_a_source(string model)
    {
        var price = Find(model);
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

        Assert.True(DateTime.TryParseExact(price.Date, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date));
        Assert.InRange(date.Year, 2025, 2030);
        Assert.NotEmpty(price.Source.Title);
        Assert.True(Uri.TryCreate(price.Source.Address, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Price_is_a_small_number_of_dollars(string model)
    {
        var price = Find(model);

        Assert.NotEmpty(price.Usd);
        Assert.All(price.Usd.Values, usd => Assert.InRange(usd, 0.0001, 100));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Price_is_of_a_known_stage(string model) =>
        Assert.Contains(Find(model).Stage, (string[])["stt", "llm", "tts", PriceTable.AllStages]);

    [Fact]
    public void Every_model_has_one_price() =>
        Assert.All(
            PriceTable.All,
            price => Assert.Single(PriceTable.All, other => other.IsOf(price.Service, price.Stage, price.Model.TrimEnd('*')))
        );

    [Theory]
    [InlineData("deepgram", "tts", "aura-2-nestor-es")]
    [InlineData("deepgram", "stt", "nova-3")]
    [InlineData("deepgram-flux", "stt", "flux-general-multi")]
    [InlineData("groq", "llm", "gpt-oss-20b")]
    [InlineData("openai", "all", "gpt-realtime-1.5")]
    public void Models_that_are_configured_have_a_price(string service, string stage, string model) =>
        Assert.NotNull(PriceTable.Find(service, stage, model));

    [Theory]
    [InlineData("openai", "llm", "gpt-4o-mini-tts")]
    [InlineData("groq", "llm", "gpt-oss")]
    [InlineData("somebody", "stt", "nova-3")]
    public void Other_models_have_none(string service, string stage, string model) => Assert.Null(PriceTable.Find(service, stage, model));

    private static Price Find(string model) => PriceTable.All.Single(price => $"{price.Service} {price.Stage} {price.Model}" == model);
}
