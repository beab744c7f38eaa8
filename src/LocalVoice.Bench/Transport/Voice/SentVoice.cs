using System.Security.Cryptography;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.Bench.Transport.Voice;

/// <summary>The user's voice, one packet per 20 ms as it is captured. One sender.</summary>
/// <param name="send">Sends a packet, which it copies.</param>
internal sealed class SentVoice(RtpStream stream, PacketSender send)
{
    private readonly OpusVoiceEncoder _encoder = new();
    private readonly short[] _frame = new short[CallAudio.AgentFrameSamples];
    private readonly byte[] _packet = new byte[RtpPacket.HeaderBytes + CallAudio.MostPayloadBytes];
    private uint _timestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private int _filled;
    private int _lossPercent;

    /// <summary>Samples that were sent, in the stream's clock.</summary>
    public uint Timestamp => Volatile.Read(ref _timestamp);

    /// <summary>How much the other side loses, 0…100. Any thread.</summary>
    public void NoteLoss(int percent) => Volatile.Write(ref _lossPercent, percent);

    /// <param name="samples">At <see cref="CallAudio.AgentHz"/>; what is no whole frame waits for the next.</param>
    /// <returns>Bytes sent.</returns>
    public int Send(ReadOnlySpan<short> samples)
    {
        var bytes = 0;
        while (!samples.IsEmpty)
        {
            var taken = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..taken].CopyTo(_frame.AsSpan(_filled));
            samples = samples[taken..];
            _filled += taken;
            if (_filled == _frame.Length)
            {
                _filled = 0;
                bytes += SendFrame();
            }
        }

        return bytes;
    }

    private int SendFrame()
    {
        _encoder.LossPercent = Volatile.Read(ref _lossPercent);
        var length = RtpPacket.HeaderBytes + _encoder.Encode(_frame, _packet.AsSpan(RtpPacket.HeaderBytes));
        stream.WriteHeader(_packet.AsSpan(0, length), _timestamp, marked: stream.Packets == 0);
        Volatile.Write(ref _timestamp, _timestamp + (uint)_encoder.FrameClockSamples);
        send(_packet.AsSpan(0, length));
        return length;
    }
}
