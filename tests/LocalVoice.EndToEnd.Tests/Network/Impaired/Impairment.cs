namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>What a network does to each packet, in both directions.</summary>
/// <param name="Loss">Probability that it is dropped, 0…1.</param>
/// <param name="Delay">That every packet has.</param>
/// <param name="Jitter">Up to so much more, uniformly; packets keep their order, as in a queue.</param>
internal sealed record Impairment(double Loss, TimeSpan Delay, TimeSpan Jitter)
{
    public static Impairment None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);
}
