namespace LocalVoice.Bench.Compare.Prices;

/// <summary>What a service's model costs.</summary>
/// <param name="Service">The engine's name in timelines.</param>
/// <param name="Stage"><c>stt</c>, <c>llm</c>, <c>tts</c>, or <c>all</c> for a service that is all in one.</param>
/// <param name="Model">As in timelines; a <c>*</c> at the end stands for any ending.</param>
/// <param name="Usd">By unit; what is charged in several units adds up.</param>
/// <param name="Date">On which the source said so: year, month and day, or as much of it as is known.</param>
public sealed record Price(
    string Service,
    string Stage,
    string Model,
    IReadOnlyDictionary<PriceUnit, double> Usd,
    string Date,
    PriceSource Source
)
{
    public bool IsOf(string service, string stage, string model) =>
        Service == service
        && Stage == stage
        && (Model.EndsWith('*') ? model.StartsWith(Model[..^1], StringComparison.Ordinal) : model == Model);

    /// <summary>In USD.</summary>
    public double CostOf(Consumption used) => Usd.Sum(price => price.Value * Units(price.Key, used));

    private static double Units(PriceUnit unit, Consumption used) =>
        unit switch
        {
            PriceUnit.AudioMinute => used.HeardSeconds / 60,
            PriceUnit.MillionInputTokens => used.InputTokens / 1e6,
            PriceUnit.MillionOutputTokens => used.OutputTokens / 1e6,
            PriceUnit.ThousandCharacters => used.Characters / 1e3,
            PriceUnit.MillionInputAudioTokens => used.InputAudioTokens / 1e6,
            PriceUnit.MillionOutputAudioTokens => used.OutputAudioTokens / 1e6,
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit."),
        };
}

/// <summary>Where a price was read.</summary>
public sealed record PriceSource(string Title, string Address);
