using System.Buffers;
using LocalVoice.Audio;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Audio or a text message on its way out.</summary>
internal readonly struct Outgoing
{
    private readonly byte[]? _rented;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly BackendReport? _report;

    private Outgoing(byte[]? rented, ReadOnlyMemory<byte> bytes, BackendReport? report) =>
        (_rented, _bytes, _report) = (rented, bytes, report);

    public bool IsText => _rented is null;

    public ReadOnlySpan<byte> Span => _bytes.Span;

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <param name="report">Null: nobody's.</param>
    public static Outgoing Text(ReadOnlyMemory<byte> message, BackendReport? report) => new(null, message, report);

    /// <summary>16-bit little-endian, in a rented buffer.</summary>
    public static Outgoing Audio(ReadOnlySpan<float> samples, BackendReport report)
    {
        var rented = ArrayPool<byte>.Shared.Rent(samples.Length * sizeof(short));
        for (var i = 0; i < samples.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(rented.AsSpan(2 * i), Pcm16.FromFloat(samples[i]));
        }

        return new(rented, rented.AsMemory(0, samples.Length * sizeof(short)), report);
    }

    /// <summary>It has left.</summary>
    public void Sent()
    {
        _report?.AddBytesSent(_bytes.Length);
        Drop();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Drop()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
