using System.Buffers.Binary;
using Concentus;
using Concentus.Enums;
using LocalVoice.Server.Http.Speech.Ogg;

namespace LocalVoice.Server.Http.Speech;

/// <summary>Opus in Ogg (RFC 7845): frames of 20 ms, pages of at most 100 ms, so that a player begins early.</summary>
internal sealed class OpusEncoder : ISpeechEncoder
{
    private const int FrameSamples = ISpeechEncoder.SampleRateHz / 50;
    private const int FramesPerPage = 5;

    // Opus itself allows no longer ones.
    private const int LongestPacket = 1275;

    // Speech of this band is transparent to most listeners from 24 kbit/s on (opus-codec.org's recommended settings).
    private const int BitsPerSecond = 32_000;

    /// <summary>Positions count samples of 48 kHz, whatever the rate of the input.</summary>
    private const int GranulePerSample = 48_000 / ISpeechEncoder.SampleRateHz;

    private readonly IOpusEncoder _encoder;
    private readonly OggPages _pages = new((uint)Random.Shared.Next());
    private readonly List<byte[]> _packets = [];
    private readonly List<short> _pending = [];
    private readonly byte[] _packet = new byte[LongestPacket];
    private readonly int _skip;
    private long _samples;
    private long _encoded;

    static OpusEncoder() => OpusCodecFactory.AttemptToUseNativeLibrary = false;

    public OpusEncoder()
    {
        _encoder = OpusCodecFactory.CreateEncoder(ISpeechEncoder.SampleRateHz, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        _encoder.Bitrate = BitsPerSecond;
        _skip = _encoder.Lookahead * GranulePerSample;
    }

    public string MediaType => "audio/ogg";

    public byte[] Begin()
    {
        var head = new byte[19];
        "OpusHead"u8.CopyTo(head);
        head[8] = 1;
        head[9] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)_skip);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), ISpeechEncoder.SampleRateHz);
        byte[] tags = [.. "OpusTags"u8, 10, 0, 0, 0, .. "LocalVoice"u8, 0, 0, 0, 0];
        return [.. _pages.Write([head], 0), .. _pages.Write([tags], 0)];
    }

    public byte[] Encode(ReadOnlySpan<short> samples)
    {
        _samples += samples.Length;
        _pending.AddRange(samples);
        var pages = new List<byte>();
        while (_pending.Count >= FrameSamples)
        {
            // The last page must not be empty: it waits for the next frame.
            if (_packets.Count == FramesPerPage)
            {
                pages.AddRange(TakePage(_encoded * GranulePerSample, last: false));
            }

            EncodeFrame();
        }

        return [.. pages];
    }

    /// <summary>The end's position tells the player how much of the last frame is padding.</summary>
    public byte[] Finish()
    {
        var end = (_samples * GranulePerSample) + _skip;
        var pages = new List<byte>();
        while (_encoded * GranulePerSample < end || _packets.Count == 0)
        {
            if (_packets.Count == FramesPerPage)
            {
                pages.AddRange(TakePage(_encoded * GranulePerSample, last: false));
            }

            _pending.AddRange(Enumerable.Repeat((short)0, FrameSamples - Math.Min(FrameSamples, _pending.Count)));
            EncodeFrame();
        }

        pages.AddRange(TakePage(end, last: true));
        return [.. pages];
    }

    private void EncodeFrame()
    {
        var frame = _pending.GetRange(0, FrameSamples).ToArray();
        _pending.RemoveRange(0, FrameSamples);
        var length = _encoder.Encode(frame, FrameSamples, _packet, _packet.Length);
        _packets.Add(_packet[..length]);
        _encoded += FrameSamples;
    }

    private byte[] TakePage(long granule, bool last)
    {
        var page = _pages.Write(_packets, granule, last);
        _packets.Clear();
        return page;
    }
}
