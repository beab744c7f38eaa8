using System.Net;

namespace LocalVoice.WebRtc.Peers;

/// <summary>Where the other side is, and when it was last heard of. Written by the loop that reads the network, read by all.</summary>
internal sealed class PeerPath(TimeProvider time)
{
    private SocketAddress? _selected;
    private bool _isNominated;
    private long _lastCheck = time.GetTimestamp();

    /// <summary>Where to send; null before the first check.</summary>
    public SocketAddress? Selected => Volatile.Read(ref _selected);

    /// <summary>Since the last check that passed, or since the beginning.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastCheck));

    /// <summary>A check passed. The peer's latest nomination wins (it has moved); until there is one, its latest check does.</summary>
    /// <param name="from">Kept.</param>
    public void Hear(SocketAddress from, bool nominates)
    {
        _ = Interlocked.Exchange(ref _lastCheck, time.GetTimestamp());
        if (nominates || !_isNominated)
        {
            _isNominated |= nominates;
            Volatile.Write(ref _selected, from);
        }
    }
}
