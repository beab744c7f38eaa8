using System.Net;
using System.Text;
using LocalVoice.WebRtc.Stun;

namespace LocalVoice.WebRtc.Tests.Stun;

public sealed class StunMessageTests
{
    public static TheoryData<string, byte[]> Damaged =>
        new()
        {
            { "nothing", [] },
            { "a header cut short", Rfc5769.Request[..19] },
            { "an attribute cut short", Rfc5769.Request[..^4] },
            { "a length that is not a multiple of 4", [.. Rfc5769.Request, 0] },
            { "another cookie", Changed(at: 4, to: 0x22) },
            { "a first byte of something else", Changed(at: 0, to: 0x80) },
            { "an attribute longer than the message", Changed(at: 22, to: 0xFF) },
            { "a damaged fingerprint", Changed(at: Rfc5769.Request.Length - 1, to: 0) },
            { "a damaged value", Changed(at: 30, to: 0) },
            { "more than a check ever needs", new byte[StunMessage.LongestBytes + 4] },
        };

    [Fact]
    public void The_request_of_RFC_5769_is_read()
    {
        Assert.True(StunMessage.TryParse(Rfc5769.Request, out var message));

        Assert.Equal(StunType.BindingRequest, message.Type);
        Assert.Equal("B7E7A701BC34D686FA87DFAE", Convert.ToHexString(message.TransactionId));
        Assert.True(message.TryFind(StunAttribute.Username, out var username));
        Assert.Equal(Rfc5769.Username, Encoding.UTF8.GetString(username));
        Assert.True(message.TryFind(StunAttribute.Priority, out var priority));
        Assert.Equal("6E0001FF", Convert.ToHexString(priority));
        Assert.False(message.TryFind(StunAttribute.UseCandidate, out _));
        Assert.Equal(0, message.FindNotUnderstood(new ushort[4]));
    }

    [Fact]
    public void All_messages_of_RFC_5769_are_signed_with_their_password_and_no_other()
    {
        byte[][] messages = [Rfc5769.Request, Rfc5769.ResponseOfIPv4, Rfc5769.ResponseOfIPv6];
        Assert.All(
            messages,
            bytes =>
            {
                Assert.True(StunMessage.TryParse(bytes, out var message));
                Assert.True(message.IsSignedWith(Encoding.UTF8.GetBytes(Rfc5769.Password)));
                Assert.False(message.IsSignedWith(Encoding.UTF8.GetBytes(Rfc5769.Password + "x")));
            }
        );
    }

    [Fact]
    public void A_change_before_the_signature_breaks_it()
    {
        // Without the FINGERPRINT, which would tell first.
        var bytes = Rfc5769.Request[..^8];
        bytes[3] -= 8;
        Assert.True(StunMessage.TryParse(bytes, out var message));
        Assert.True(message.IsSignedWith(Encoding.UTF8.GetBytes(Rfc5769.Password)));

        bytes[30] ^= 1;

        Assert.True(StunMessage.TryParse(bytes, out message));
        Assert.False(message.IsSignedWith(Encoding.UTF8.GetBytes(Rfc5769.Password)));
    }

    [Fact]
    public void What_follows_the_signature_is_not_read()
    {
        var bytes = new byte[200];
        var writer = new StunWriter(bytes, StunType.BindingRequest, new byte[StunMessage.TransactionIdBytes]);
        writer.AddIntegrity("password"u8);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.AddFingerprint();

        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, writer.Length), out var message));

        Assert.True(message.IsSignedWith("password"u8));
        Assert.False(message.TryFind(StunAttribute.UseCandidate, out _));
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_is_damaged_is_no_message(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.False(StunMessage.TryParse(bytes, out _));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("2001:db8:1234:5678:11:2233:4455:6677")]
    public void Addresses_are_written_as_in_RFC_5769(string address)
    {
        var vector = address.StartsWith("2001", StringComparison.Ordinal) ? Rfc5769.ResponseOfIPv6 : Rfc5769.ResponseOfIPv4;
        Assert.True(StunMessage.TryParse(vector, out var message));
        Assert.True(message.TryFind(StunAttribute.XorMappedAddress, out var expected));
        var value = new byte[StunAddress.LongestBytes];

        var length = StunAddress.WriteXored(new IPEndPoint(IPAddress.Parse(address), 32853).Serialize(), message.TransactionId, value);

        Assert.Equal(expected, value.AsSpan(0, length));
    }

    private static byte[] Changed(int at, byte to)
    {
        var bytes = (byte[])Rfc5769.Request.Clone();
        Assert.NotEqual(to, bytes[at]);
        bytes[at] = to;
        return bytes;
    }
}
