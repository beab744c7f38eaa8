namespace LocalVoice.WebRtc.Tests.Fuzzing;

/// <summary>Bytes that no honest sender sends, made of those that one did; the same for the same seed.</summary>
internal sealed class ByteGarbage(int seed)
{
    private const int MostAdded = 64;

    private readonly Random _random = new(seed);

    /// <summary>A few bits or bytes changed, sometimes cut, sometimes longer, sometimes nothing of it left.</summary>
    public byte[] Of(byte[] honest)
    {
        var kind = _random.Next(16);
        var bytes = kind switch
        {
            0 => new byte[_random.Next(honest.Length + MostAdded)],
            1 or 2 => honest[.._random.Next(honest.Length + 1)],
            3 => [.. honest, .. new byte[_random.Next(MostAdded)]],
            _ => honest.ToArray(),
        };
        if (kind == 0)
        {
            _random.NextBytes(bytes);
        }

        for (var i = bytes.Length == 0 ? 0 : _random.Next(1, 6); i > 0; i--)
        {
            var at = _random.Next(2) == 0 ? _random.Next(bytes.Length) : _random.Next(Math.Min(bytes.Length, 4));
            bytes[at] = _random.Next(2) == 0 ? (byte)_random.Next(256) : (byte)(bytes[at] ^ (1 << _random.Next(8)));
        }

        return bytes;
    }
}
