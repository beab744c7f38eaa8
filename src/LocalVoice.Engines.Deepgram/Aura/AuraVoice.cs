namespace LocalVoice.Engines.Deepgram.Aura;

/// <param name="Model">As in the service's query.</param>
internal sealed record AuraVoice(string Name, string Language)
{
    public string Model => $"aura-2-{Name}-{Language}";
}
