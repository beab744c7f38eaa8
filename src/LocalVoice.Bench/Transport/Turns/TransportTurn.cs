using LocalVoice.Bench.Transport.Voice;
using LocalVoice.Client;

namespace LocalVoice.Bench.Transport.Turns;

/// <summary>One utterance over one transport.</summary>
/// <param name="Turn">As the client's ear had it.</param>
/// <param name="Server">From the last voiced sample to the first audio, as the server has it; null where it does not tell.</param>
/// <param name="Heard">Packets of the agent's voice; null where none is concealed, since the transport loses none.</param>
public sealed record TransportTurn(SpokenTurn Turn, TimeSpan? Server, HeardCount? Heard)
{
    /// <summary>What the server does not know of: both ways through transport and network. Null where either is unknown.</summary>
    public TimeSpan? Share => Turn.HasResponse ? Turn.VoiceToVoice - Server : null;

    /// <summary>How long the ear heard nothing amid the response.</summary>
    public TimeSpan Gaps => TimeSpan.FromTicks(Turn.Gaps.Sum(gap => gap.Ticks));

    public TimeSpan LongestGap => Turn.Gaps.DefaultIfEmpty().Max();
}
