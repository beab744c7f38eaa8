using System.Text;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Store.Recording;

/// <summary>An item of the agent's that is under way.</summary>
/// <param name="Response">Null where its beginning was not told.</param>
internal sealed record AgentItem(bool Spoken, ResponseCreated? Response)
{
    private const int UsualRateHz = 24_000;

    /// <summary>What was sent of it.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Null where none is kept, or none came.</summary>
    public AgentVoice? Voice { get; set; }

    public bool Aside => Response?.OutOfBand ?? false;

    public int RateHz => Response?.Format.SampleRateHz ?? UsualRateHz;
}
