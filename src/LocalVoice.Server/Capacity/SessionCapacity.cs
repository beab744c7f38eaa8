using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Capacity;

/// <summary>How many sessions the server takes at once: as configured, or as a rehearsed turn tells. Thread-safe.</summary>
internal sealed class SessionCapacity(IOptions<LocalVoiceOptions> options)
{
    // Of the compute threads' time: the rest is for turns that come together. See the load table in README.md.
    private const double UsableShare = 0.8;

    private readonly AdmissionOptions _options = options.Value.Admission;
    private volatile int _measured = int.MaxValue;

    public bool IsConfigured => _options.MaxSessions > 0;

    public int Sessions => IsConfigured ? _options.MaxSessions : _measured;

    /// <param name="turn">Thread time of one turn.</param>
    public void Measured(TimeSpan turn, int threads)
    {
        var turns = _options.TurnInterval * threads * UsableShare / turn;
        _measured = turns < int.MaxValue ? Math.Max(1, (int)turns) : int.MaxValue;
    }
}
