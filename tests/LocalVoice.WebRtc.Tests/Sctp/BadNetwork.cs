namespace LocalVoice.WebRtc.Tests.Sctp;

/// <summary>One direction that loses packets, repeats them and lets them overtake each other, as a seed says.</summary>
internal sealed class BadNetwork(int seed, Action<byte[]> deliver)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private byte[]? _late;

    public int Lost { get; private set; }

    public int Overtaken { get; private set; }

    public void Send(byte[] packet)
    {
        List<byte[]> arriving = [];
        lock (_gate)
        {
            switch (_random.Next(20))
            {
                case 0:
                    Lost++;
                    break;
                case 1:
                    arriving.AddRange([packet, packet]);
                    break;
                case 2 or 3 when _late is null:
                    _late = packet;
                    break;
                default:
                    arriving.Add(packet);
                    if (_late is { } late)
                    {
                        Overtaken++;
                        arriving.Add(late);
                        _late = null;
                    }

                    break;
            }
        }

        arriving.ForEach(deliver);
    }
}
