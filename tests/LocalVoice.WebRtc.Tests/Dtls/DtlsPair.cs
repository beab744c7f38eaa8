using LocalVoice.WebRtc.Dtls;

namespace LocalVoice.WebRtc.Tests.Dtls;

/// <summary>Both ends of a DTLS connection, joined in memory by a line that a test may cut or write to.</summary>
internal sealed class DtlsPair
{
    private readonly DtlsIdentity _client = DtlsIdentity.Create(TimeProvider.System);
    private readonly DtlsIdentity _server = DtlsIdentity.Create(TimeProvider.System);

    public DtlsPair()
    {
        ToServer = new(datagram => ToClient!.Offer(datagram));
        ToClient = new(datagram => Deliver(datagram));
    }

    /// <summary>What the server reads.</summary>
    public DtlsInbox ToServer { get; }

    /// <summary>What the client reads.</summary>
    public DtlsInbox ToClient { get; }

    /// <summary>What the client sends, whether it is delivered or not.</summary>
    public List<byte[]> SentByClient { get; } = [];

    /// <summary>How many of the datagrams that the client sends first are lost.</summary>
    public int Losses { get; set; }

    public DtlsChannel Server { get; private set; } = null!;

    public DtlsChannel Client { get; private set; } = null!;

    public async Task ConnectAsync()
    {
        var timeout = TimeSpan.FromSeconds(20);
        var server = Task.Factory.StartNew(
            () => new DtlsHandshake(_server, timeout).Run(ToServer, new(_client.Fingerprint), isClient: false),
            TaskCreationOptions.LongRunning
        );
        var client = Task.Factory.StartNew(
            () => new DtlsHandshake(_client, timeout).Run(ToClient, new(_server.Fingerprint), isClient: true),
            TaskCreationOptions.LongRunning
        );
        Server = await server;
        Client = await client;
    }

    private void Deliver(ReadOnlySpan<byte> datagram)
    {
        SentByClient.Add(datagram.ToArray());
        if (Losses > 0)
        {
            Losses--;
        }
        else
        {
            ToServer.Offer(datagram);
        }
    }
}
