using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Tests.Sctp;

namespace LocalVoice.WebRtc.Tests.DataChannels;

/// <summary>A client that opens channels and a server that takes them, joined in memory.</summary>
internal sealed class ChannelPair : IDisposable
{
    public ChannelPair(long serverSees = 65_536)
    {
        _ = Usrsctp.Stack;
        Client = new DataChannelConnection(new(IsDtlsClient: true) { RemoteMaxMessageBytes = 0 }, packet => Server?.Receive(packet));
        Server = new DataChannelConnection(new(IsDtlsClient: false) { RemoteMaxMessageBytes = serverSees }, Client.Receive);
        Client.Start();
        Server.Start();
    }

    public DataChannelConnection Client { get; }

    public DataChannelConnection Server { get; }

    /// <summary>The same channel at both sides, opened by the client.</summary>
    public async Task<(DataChannel OfClient, DataChannel OfServer)> Open(string label = "oai-events")
    {
        var ofClient = await Wait(Client.OpenAsync(label));
        return (ofClient, await Accept());
    }

    public Task<DataChannel> Accept() => Wait(Server.Accepted.ReadAsync().AsTask());

    public static Task<T> Wait<T>(Task<T> task) => task.WaitAsync(Usrsctp.Patience, TestContext.Current.CancellationToken);

    public static Task<string> Next(DataChannel channel) => Wait(channel.Messages.ReadAsync().AsTask());

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
