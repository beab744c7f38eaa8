using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Tests.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Dtls;

public sealed class DtlsChannelTests
{
    private readonly DtlsPair _pair = new();
    private readonly byte[] _data = new byte[DtlsInbox.LongestBytes];

    public DtlsChannelTests() => Libsrtp.SkipWhereMissing();

    [Fact]
    public async Task Both_sides_have_the_same_keys()
    {
        await _pair.ConnectAsync();

        Assert.Equal(_pair.Server.Keys.Profile, _pair.Client.Keys.Profile);
        Assert.Equal(_pair.Server.Keys.Local, _pair.Client.Keys.Remote);
        Assert.Equal(_pair.Server.Keys.Remote, _pair.Client.Keys.Local);
        Assert.NotEqual(_pair.Server.Keys.Local, _pair.Server.Keys.Remote);
    }

    [Fact]
    public async Task Data_is_read_in_order_and_reading_never_waits()
    {
        await _pair.ConnectAsync();

        _pair.Client.Send([1]);
        _pair.Client.Send([2, 2]);

        Assert.Equal([1], Read(_pair.Server));
        Assert.Equal([2, 2], Read(_pair.Server));
        Assert.Null(Read(_pair.Server));
    }

    [Fact]
    public async Task A_handshake_survives_losses()
    {
        _pair.Losses = 2;

        await _pair.ConnectAsync();

        _pair.Client.Send([1]);
        Assert.Equal([1], Read(_pair.Server));
    }

    [Fact]
    public async Task Several_records_in_one_datagram_are_all_read_also_after_a_forged_one()
    {
        await _pair.ConnectAsync();
        _pair.SentByClient.Clear();
        _pair.Losses = 2;
        _pair.Client.Send([1]);
        _pair.Client.Send([2]);
        var forged = (byte[])_pair.SentByClient[0].Clone();
        forged[^1] ^= 1;

        _pair.ToServer.Offer([.. forged, .. _pair.SentByClient[0], .. _pair.SentByClient[1]]);

        Assert.Equal([1], Read(_pair.Server));
        Assert.Equal([2], Read(_pair.Server));
        Assert.Null(Read(_pair.Server));
    }

    [Fact]
    public async Task A_repeated_record_is_read_once()
    {
        await _pair.ConnectAsync();
        _pair.Client.Send([1]);

        _pair.ToServer.Offer(_pair.SentByClient[^1]);

        Assert.Equal([1], Read(_pair.Server));
        Assert.Null(Read(_pair.Server));
    }

    [Fact]
    public async Task A_goodbye_closes_the_other_side()
    {
        await _pair.ConnectAsync();

        _pair.Client.Close();

        Assert.Null(Read(_pair.Server));
        Assert.True(_pair.Server.IsClosed);
        _pair.Server.Send([1]);
    }

    [Fact]
    public async Task A_forged_record_too_short_for_its_tag_closes_nothing()
    {
        await _pair.ConnectAsync();
        byte[] forged = [23, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 99, 0, 3, 1, 2, 3];

        _pair.ToServer.Offer(forged);
        _pair.Client.Send([1]);

        Assert.Equal([1], Read(_pair.Server));
    }

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public async Task No_garbage_closes_a_connection_nor_is_taken_for_data()
    {
        await _pair.ConnectAsync();
        _pair.Losses = 1;
        _pair.Client.Send([1, 2, 3, 4]);
        var record = _pair.SentByClient[^1];
        var random = FuzzInputs.Random(20_254);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var bytes = i % 4 == 0 ? Noise(random) : Mutated(record, random);
            _pair.ToServer.Offer(bytes);
            Assert.Null(Read(_pair.Server));
            Assert.False(_pair.Server.IsClosed, Convert.ToHexString(bytes));
        }

        _pair.Client.Send([5]);

        Assert.Equal([5], Read(_pair.Server));
    }

    [Fact]
    public async Task No_garbage_makes_a_handshake_fail_otherwise_than_as_it_should()
    {
        await _pair.ConnectAsync();
        var hello = _pair.SentByClient[0];
        var random = new Random(20_255);
        var identity = DtlsIdentity.Create(TimeProvider.System);
        var fingerprint = new CertificateFingerprint(identity.Fingerprint);
        for (var i = 0; i < 500; i++)
        {
            using var inbox = new DtlsInbox(_ => { });
            inbox.Offer(i % 4 == 0 ? Noise(random) : Mutated(hello, random));
            // Nothing more comes: the handshake ends at once.
            inbox.StopWaiting();

            _ = Assert.Throws<TransportException>(() =>
                new DtlsHandshake(identity, TimeSpan.FromSeconds(5)).Run(inbox, fingerprint, isClient: false)
            );
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);
        bytes[0] = (byte)random.Next(20, 27);
        if (bytes.Length > 13 && random.Next(2) == 0)
        {
            // A header that is right, so that what it heads is looked at.
            byte[] header =
            [
                bytes[0],
                0xFE,
                0xFD,
                0,
                (byte)random.Next(2),
                0,
                0,
                0,
                0,
                0,
                (byte)random.Next(256),
                0,
                (byte)(bytes.Length - 13),
            ];
            header.CopyTo(bytes, 0);
        }

        return bytes;
    }

    private static byte[] Mutated(byte[] record, Random random)
    {
        var bytes = (byte[])record.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        }

        // Not a copy cut short by chance to the original.
        return bytes.AsSpan().SequenceEqual(record) ? Noise(random) : bytes;
    }

    private byte[]? Read(DtlsChannel channel) => channel.Read(_data) is var bytes and >= 0 ? _data[..bytes] : null;
}
