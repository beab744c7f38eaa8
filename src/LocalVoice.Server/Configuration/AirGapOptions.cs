namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice:AirGap</c>.</summary>
public sealed class AirGapOptions
{
    /// <summary>Services on site, as <c>host:port</c>, that the server may reach in spite of the air gap. Printed at the start.</summary>
    public IList<string> Allow { get; } = [];
}
