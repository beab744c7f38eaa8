using System.Text;
using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Tests.Sctp;

namespace LocalVoice.WebRtc.Tests.DataChannels;

/// <summary>A server's connection, and a client that speaks SCTP as it likes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly SctpEnd _end = new();

    public RawClient()
    {
        Server = new DataChannelConnection(new(IsDtlsClient: false), packet => _end.Association.Receive(packet));
        _end.Sent = packet => Server.Receive(packet);
        Server.Start();
        Association.Start();
    }

    public DataChannelConnection Server { get; }

    public SctpAssociation Association => _end.Association;

    public EventLog Log => _end.Log;

    public Task Connected() => Log.Next<SctpConnected>();

    public void Open(ushort stream, string label) => SendControl(stream, new ChannelOpen(label, "").Write());

    public void SendControl(ushort stream, byte[] message) => Assert.True(Association.Send(stream, DataProtocols.Control, message));

    public void SendText(ushort stream, string text) =>
        Assert.True(Association.Send(stream, DataProtocols.Text, Encoding.UTF8.GetBytes(text)));

    /// <summary>The channel that the server took as its first, second…</summary>
    public async Task<DataChannel> Accepted(int number)
    {
        for (var i = 1; ; i++)
        {
            var channel = await ChannelPair.Wait(Server.Accepted.ReadAsync().AsTask());
            if (i == number)
            {
                return channel;
            }
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        Server.Dispose();
    }
}
