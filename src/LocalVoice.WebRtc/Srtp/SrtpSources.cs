namespace LocalVoice.WebRtc.Srtp;

/// <summary>
/// The sources of packets that were received. The library keeps state for each for as long as the session lives, so that a peer that
/// invents ever new ones must be stopped. Not thread-safe.
/// </summary>
internal sealed class SrtpSources
{
    /// <summary>A call has one microphone, and RTCP of its own; a browser begins anew a few times at most.</summary>
    public const int Most = 16;

    private readonly uint[] _known = new uint[Most];
    private int _count;

    public bool MayBe(uint source) => _count < Most || IsKnown(source);

    /// <summary>It has sent a packet that was right.</summary>
    public void Add(uint source)
    {
        if (_count < Most && !IsKnown(source))
        {
            _known[_count++] = source;
        }
    }

    private bool IsKnown(uint source) => _known.AsSpan(0, _count).Contains(source);
}
