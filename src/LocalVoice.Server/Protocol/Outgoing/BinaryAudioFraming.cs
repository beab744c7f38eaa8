using System.Buffers.Binary;
using System.Net.WebSockets;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// Subprotocol <c>localvoice</c>: a 16-byte little-endian header (u8 version, u8 flags, u16 zero, u32 ordinal, u64
/// first sample), then s16le. Events may overtake the frames.
/// </summary>
internal sealed class BinaryAudioFraming : IAudioFraming
{
    public const int HeaderBytes = 16;
    public const byte Version = 1;

    /// <summary>Flag: the last frame of its item.</summary>
    public const byte Last = 1;

    public void Announce(EventBatch batch, ResponseStarted response, int rateHz) => ExtensionEvents.WriteBegin(batch, response, rateHz);

    public void Write(EventBatch batch, ResponseAudio audio, AudioEncoding encoding)
    {
        var samples = audio.Samples.Span;
        var bytes = HeaderBytes + samples.Length * sizeof(short);
        var frame = batch.Rent(bytes, WebSocketMessageType.Binary, overtakable: true, audio.Cancelled).Buffer.AsSpan(0, bytes);
        frame[0] = Version;
        frame[1] = audio.Last ? Last : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[2..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], audio.Ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], audio.FirstSample);
        SampleBytes.Write(samples, encoding, frame[HeaderBytes..]);
    }
}
