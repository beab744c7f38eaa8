namespace LocalVoice.Bench.Compare.Prices;

/// <summary>What a conversation costs.</summary>
public static class ConversationCost
{
    /// <returns>US dollars per minute; 0 for nothing charged, null where a price is not known or nothing was said.</returns>
    public static double? PerMinute(IReadOnlyList<ChargedService> services, Consumption used)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(used);
        var prices = services.Select(service => service.Price).ToList();
        return prices.Count == 0 ? 0
            : prices.Contains(null) || used.Conversation <= TimeSpan.Zero ? null
            : Math.Round(prices.Sum(price => price!.CostOf(used)) / used.Conversation.TotalMinutes, 6);
    }
}

/// <summary>A model of a service that is paid for.</summary>
/// <param name="Stage">As in <see cref="Price.Stage"/>.</param>
public sealed record ChargedService(string Service, string Stage, string Model)
{
    /// <summary>Null when it is not known.</summary>
    public Price? Price => PriceTable.Find(Service, Stage, Model);
}
