using System.Security.Cryptography;
using LocalVoice.Testing.Fuzzing;
using LocalVoice.Testing.Memory;
using LocalVoice.WebRtc.Srtp;

namespace LocalVoice.WebRtc.Tests.Srtp;

public sealed class SrtpSessionTests
{
    private readonly byte[] _buffer = new byte[2000];

    public SrtpSessionTests() => Libsrtp.SkipWhereMissing();

    public static TheoryData<string> Profiles => [nameof(SrtpProfile.Aes128CmHmacSha1Tag80), nameof(SrtpProfile.AeadAes128Gcm)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_packet_arrives_as_it_was_sent(string profile)
    {
        using var pair = new Pair(profile);
        var packet = RtpBytes.Rtp(1);

        var sent = pair.Send(packet);

        Assert.Equal(packet.Length + pair.Profile.TagBytes(), sent.Length);
        Assert.NotEqual(packet[12..], sent[12..packet.Length]);
        Assert.Equal(packet, pair.Receive(sent));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Reports_arrive_as_they_were_sent(string profile)
    {
        using var pair = new Pair(profile);

        var sent = pair.SendRtcp(RtpBytes.Rtcp());

        Assert.Equal(RtpBytes.Rtcp(), pair.ReceiveRtcp(sent));
        Assert.Null(pair.ReceiveRtcp(sent));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_packet_that_was_here_before_is_dropped_and_one_that_comes_late_is_not(string profile)
    {
        using var pair = new Pair(profile);
        var sent = Enumerable.Range(1, 10).Select(number => pair.Send(RtpBytes.Rtp(number))).ToList();

        Assert.NotNull(pair.Receive(sent[0]));
        Assert.NotNull(pair.Receive(sent[9]));
        Assert.Null(pair.Receive(sent[0]));
        Assert.Null(pair.Receive(sent[9]));
        Assert.NotNull(pair.Receive(sent[4]));
    }

    [Fact]
    public void A_packet_older_than_the_window_is_dropped()
    {
        using var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        var late = pair.Send(RtpBytes.Rtp(1));
        for (var number = 2; number <= SrtpSession.ReplayWindow + 2; number++)
        {
            Assert.NotNull(pair.Receive(pair.Send(RtpBytes.Rtp(number))));
        }

        Assert.Null(pair.Receive(late));
    }

    [Fact]
    public void Sequence_numbers_may_begin_anew()
    {
        using var pair = new Pair(nameof(SrtpProfile.Aes128CmHmacSha1Tag80));

        Assert.All(Enumerable.Range(65_530, 12), number => Assert.NotNull(pair.Receive(pair.Send(RtpBytes.Rtp(number)))));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_packet_of_other_keys_is_dropped(string profile)
    {
        using var pair = new Pair(profile);
        using var other = new Pair(profile);

        Assert.Null(pair.Receive(other.Send(RtpBytes.Rtp(1))));
    }

    [Fact]
    public void A_peer_that_invents_sources_is_held_to_a_few()
    {
        using var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        for (uint source = 0; source < SrtpSources.Most; source++)
        {
            Assert.NotNull(pair.Receive(pair.Send(RtpBytes.Rtp(1, source))));
        }

        Assert.Null(pair.Receive(pair.Send(RtpBytes.Rtp(1, 99))));
        Assert.NotNull(pair.Receive(pair.Send(RtpBytes.Rtp(2, 0))));
    }

    [Fact]
    public void Forged_sources_take_no_room_from_real_ones()
    {
        using var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        using var other = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        for (uint source = 0; source < 2 * SrtpSources.Most; source++)
        {
            Assert.Null(pair.Receive(other.Send(RtpBytes.Rtp(1, source))));
        }

        Assert.NotNull(pair.Receive(pair.Send(RtpBytes.Rtp(1))));
    }

    [Fact]
    public void What_is_too_short_to_be_a_packet_is_neither_sent_nor_received()
    {
        using var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));

        Assert.Equal(0, pair.Outbound.Protect(new byte[11], _buffer));
        Assert.Equal(0, pair.Outbound.ProtectRtcp(new byte[7], _buffer));
        for (var length = 0; length < 28; length++)
        {
            Assert.Equal(0, pair.Inbound.Unprotect(_buffer.AsSpan(0, length)));
            Assert.Equal(0, pair.Inbound.UnprotectRtcp(_buffer.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_session_that_is_over_does_nothing()
    {
        var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        var sent = pair.Send(RtpBytes.Rtp(1));
        pair.Dispose();
        pair.Dispose();

        Assert.Equal(0, pair.Outbound.Protect(RtpBytes.Rtp(2), _buffer));
        Assert.Null(pair.Receive(sent));
    }

    [Trait("Category", FuzzInputs.Category)]
    [Theory]
    [MemberData(nameof(Profiles))]
    public void No_garbage_is_taken_for_a_packet_nor_harms_what_follows(string profile)
    {
        using var pair = new Pair(profile);
        var random = FuzzInputs.Random(20_252);
        var good = pair.Send(RtpBytes.Rtp(1));
        var goodReport = pair.SendRtcp(RtpBytes.Rtcp());
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var original = i % 2 == 0 ? good : goodReport;
            var bytes = _buffer.AsSpan(0, i % 8 < 6 ? original.Length : random.Next(0, 120));
            if (i % 8 < 6)
            {
                original.CopyTo(bytes);
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            }
            else
            {
                random.NextBytes(bytes);
            }

            Assert.Equal(0, i % 2 == 0 ? pair.Inbound.Unprotect(bytes) : pair.Inbound.UnprotectRtcp(bytes));
        }

        Assert.NotNull(pair.Receive(good));
        Assert.NotNull(pair.ReceiveRtcp(goodReport));
    }

    [Fact]
    public void A_packet_allocates_nothing_on_its_way()
    {
        using var pair = new Pair(nameof(SrtpProfile.AeadAes128Gcm));
        var packet = RtpBytes.Rtp(0);
        ushort number = 0;

        Assert.Equal(
            0,
            Allocations.Of(
                1000,
                () =>
                {
                    System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number++);
                    Assert.True(pair.Inbound.Unprotect(_buffer.AsSpan(0, pair.Outbound.Protect(packet, _buffer))) > 0);
                }
            )
        );
    }

    private sealed class Pair : IDisposable
    {
        private readonly byte[] _buffer = new byte[2000];

        public Pair(string profile)
        {
            Profile = Enum.Parse<SrtpProfile>(profile);
            Assert.SkipUnless(SrtpLibrary.Shared.Profiles.Contains(Profile), $"This build of libsrtp has no {profile}.");
            var key = RandomNumberGenerator.GetBytes(SrtpProfiles.KeyBytes + Profile.SaltBytes());
            Outbound = SrtpSession.Outbound(Profile, key);
            Inbound = SrtpSession.Inbound(Profile, key);
        }

        public SrtpProfile Profile { get; }

        public SrtpSession Outbound { get; }

        public SrtpSession Inbound { get; }

        public byte[] Send(byte[] packet) => _buffer[..Outbound.Protect(packet, _buffer)];

        public byte[] SendRtcp(byte[] packet) => _buffer[..Outbound.ProtectRtcp(packet, _buffer)];

        public byte[]? Receive(byte[] datagram)
        {
            datagram.CopyTo(_buffer, 0);
            return Inbound.Unprotect(_buffer.AsSpan(0, datagram.Length)) is var bytes and > 0 ? _buffer[..bytes] : null;
        }

        public byte[]? ReceiveRtcp(byte[] datagram)
        {
            datagram.CopyTo(_buffer, 0);
            return Inbound.UnprotectRtcp(_buffer.AsSpan(0, datagram.Length)) is var bytes and > 0 ? _buffer[..bytes] : null;
        }

        public void Dispose()
        {
            Outbound.Dispose();
            Inbound.Dispose();
        }
    }
}
