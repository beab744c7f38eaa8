using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>Writes the messages to one stream: <c>media</c>, <c>mark</c> and <c>clear</c>. Not thread-safe.</summary>
internal sealed class TwilioWriter(string streamSid)
{
    private readonly byte[] _mediaHead = Encoding.UTF8.GetBytes($$"""{"event":"media",{{Stream(streamSid)}},"media":{"payload":""" + "\"");
    private readonly byte[] _clear = Encoding.UTF8.GetBytes($$"""{"event":"clear",{{Stream(streamSid)}}}""");

    private static ReadOnlySpan<byte> MediaTail => "\"}}"u8;

    /// <summary>Audio is overtaken by a <see cref="Clear"/>, and not sent once it is cancelled.</summary>
    /// <param name="samples">At 8 kHz.</param>
    /// <param name="volume">Factor of the samples.</param>
    public void Media(EventBatch batch, ReadOnlySpan<short> samples, float volume, CancellationToken cancelled)
    {
        var base64 = Base64.GetMaxEncodedToUtf8Length(samples.Length);
        var message = batch.Rent(_mediaHead.Length + base64 + MediaTail.Length, WebSocketMessageType.Text, overtakable: true, cancelled);
        var bytes = message.Buffer.AsSpan(0, message.Length);
        _mediaHead.CopyTo(bytes);
        var payload = bytes.Slice(_mediaHead.Length, base64);
        for (var i = 0; i < samples.Length; i++)
        {
            payload[i] = G711.EncodeMuLaw((short)(samples[i] * volume));
        }

        Base64.EncodeToUtf8InPlace(payload, samples.Length, out _);
        MediaTail.CopyTo(bytes[^MediaTail.Length..]);
    }

    /// <summary>Comes back when what was sent before it has been played. In order with audio.</summary>
    public void Mark(EventBatch batch, int ordinal, long sample, CancellationToken cancelled) =>
        Add(
            batch,
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""{"event":"mark",{{{Stream(streamSid)}}},"mark":{"name":"{{{ordinal}}}:{{{sample}}}"}}"""
                )
            ),
            overtakable: true,
            cancelled
        );

    /// <summary>What was sent and not played is discarded.</summary>
    public void Clear(EventBatch batch) => Add(batch, _clear, overtakable: false, default);

    /// <returns>What <see cref="Mark"/> has written; null for a mark of another's.</returns>
    public static (int Ordinal, long Sample)? ReadMark(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && int.TryParse(name.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            && long.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sample)
            ? (ordinal, sample)
            : null;
    }

    private static string Stream(string sid) => $"\"streamSid\":\"{JsonEncodedText.Encode(sid)}\"";

    private static void Add(EventBatch batch, ReadOnlySpan<byte> json, bool overtakable, CancellationToken cancelled) =>
        json.CopyTo(batch.Rent(json.Length, WebSocketMessageType.Text, overtakable, cancelled).Buffer);
}
