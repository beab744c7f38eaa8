using System.Text;
using LocalVoice.WebRtc.Sctp;

namespace LocalVoice.WebRtc.Tests.Sctp;

/// <summary>One side of a pair that is joined in memory.</summary>
internal sealed class SctpEnd : IDisposable
{
    private readonly SctpOptions _options;

    public SctpEnd(SctpOptions? options = null)
    {
        _options = options ?? new SctpOptions();
        Association = new SctpAssociation(Usrsctp.Stack, _options, packet => Sent(packet.ToArray()), Log);
    }

    public SctpAssociation Association { get; }

    public EventLog Log { get; } = new();

    /// <summary>Gets each packet of this side; at first they are lost.</summary>
    public Action<byte[]> Sent { get; set; } = _ => { };

    public bool Send(string text, ushort stream = 0) => Send(Encoding.UTF8.GetBytes(text), stream);

    public bool Send(byte[] payload, ushort stream = 0) => Association.Send(stream, 51, payload);

    public async Task<string> NextText() => Encoding.UTF8.GetString((await Log.Next<SctpMessage>()).Payload.Span);

    public void Dispose() => Association.Dispose();

    public static (SctpEnd One, SctpEnd Other) Join(SctpOptions? otherOptions = null)
    {
        var (one, other) = (new SctpEnd(), new SctpEnd(otherOptions));
        one.Sent = packet => other.Association.Receive(packet);
        other.Sent = packet => one.Association.Receive(packet);
        return (one, other);
    }

    public static async Task<(SctpEnd One, SctpEnd Other)> Connect(SctpOptions? otherOptions = null)
    {
        var pair = Join(otherOptions);
        pair.One.Association.Start();
        pair.Other.Association.Start();
        await pair.One.Log.Next<SctpConnected>();
        await pair.Other.Log.Next<SctpConnected>();
        return pair;
    }
}
