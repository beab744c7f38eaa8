using System.Net;
using System.Text;
using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Ice;

public sealed class IceResponderTests
{
    private static readonly IceCredentials Ours = new("ours", "password-of-ours-012345");
    private static readonly IceCredentials Theirs = new("theirs", "password-of-theirs-0123");
    private static readonly SocketAddress Source = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 32853).Serialize();

    private readonly IceSession _session = new(Ours, Theirs);
    private readonly byte[] _response = new byte[IceResponder.LongestResponseBytes];
    private readonly IceResponder _ice;

    public IceResponderTests() => _ice = new(fragment => fragment is "ours" ? _session : null);

    private static CheckMessage Check => new(Ours, Theirs);

    [Fact]
    public void A_right_check_is_told_the_address_that_it_came_from()
    {
        var check = Check;

        var result = _ice.Respond(check.ToBytes(), Source, _response);

        Assert.Same(_session, result.Passed);
        Assert.True(result.Nominates);
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, result.ResponseBytes), out var response));
        Assert.Equal(StunType.BindingSuccess, response.Type);
        Assert.Equal(check.TransactionId, response.TransactionId);
        Assert.True(response.IsSignedWith(Encoding.UTF8.GetBytes(Ours.Password)));
        Assert.True(response.TryFind(StunAttribute.XorMappedAddress, out var address));
        Assert.Equal("0001A147E112A643", Convert.ToHexString(address));
    }

    [Fact]
    public void A_check_that_does_not_nominate_only_passes()
    {
        var result = _ice.Respond((Check with { Nominates = false }).ToBytes(), Source, _response);

        Assert.NotNull(result.Passed);
        Assert.False(result.Nominates);
    }

    [Theory]
    [InlineData("nobody:theirs")]
    [InlineData("ours:another")]
    [InlineData("ours")]
    [InlineData(":theirs")]
    [InlineData("theirs:ours")]
    public void A_wrong_username_is_refused_with_401(string username) => AssertRefused(Check with { Username = username }, 401);

    [Fact]
    public void A_wrong_password_is_refused_with_401() => AssertRefused(Check with { Password = Theirs.Password }, 401);

    [Fact]
    public void A_check_without_signature_is_refused_with_400() => AssertRefused(Check with { Password = null }, 400);

    [Fact]
    public void A_check_without_username_is_refused_with_400() => AssertRefused(Check with { Username = null }, 400);

    [Fact]
    public void A_peer_that_would_be_controlled_too_is_told_to_change_its_role_with_487()
    {
        var result = _ice.Respond((Check with { RoleType = StunAttribute.IceControlled }).ToBytes(), Source, _response);

        Assert.Null(result.Passed);
        Assert.Equal(487, Code(result, signed: true));
    }

    [Fact]
    public void An_attribute_that_must_be_understood_and_is_not_is_named_with_420()
    {
        var result = _ice.Respond((Check with { UnknownType = 0x7ABC }).ToBytes(), Source, _response);

        Assert.Null(result.Passed);
        Assert.Equal(420, Code(result, signed: true));
        _ = StunMessage.TryParse(_response.AsSpan(0, result.ResponseBytes), out var response);
        Assert.True(response.TryFind(StunAttribute.UnknownAttributes, out var types));
        Assert.Equal("7ABC", Convert.ToHexString(types));
    }

    [Fact]
    public void An_attribute_that_may_be_ignored_is() =>
        Assert.NotNull(_ice.Respond((Check with { UnknownType = 0xC057 }).ToBytes(), Source, _response).Passed);

    [Fact]
    public void Who_does_not_authenticate_is_never_sent_more_than_came()
    {
        var bare = new byte[StunMessage.HeaderBytes];
        _ = new StunWriter(bare, StunType.BindingRequest, new byte[StunMessage.TransactionIdBytes]);
        Assert.True(StunMessage.TryParse(bare, out _));

        Assert.Equal(default, _ice.Respond(bare, Source, _response));
    }

    [Theory]
    [InlineData(StunType.BindingIndication)]
    [InlineData(StunType.BindingSuccess)]
    [InlineData(StunType.BindingError)]
    public void Only_requests_are_responded_to(ushort type)
    {
        var bytes = Check.ToBytes()[..^8];
        bytes[3] -= 8;
        bytes[0] = (byte)(type >> 8);
        bytes[1] = (byte)type;
        Assert.True(StunMessage.TryParse(bytes, out _));

        Assert.Equal(default, _ice.Respond(bytes, Source, _response));
    }

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void No_input_makes_it_fail_pass_or_respond_with_more_than_came()
    {
        var random = FuzzInputs.Random(20_251);
        var request = Check.ToBytes();
        var covered = request.Length - 32;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var bytes = i % 4 == 0 ? Noise(random) : Mutated(request, covered, random, fixFingerprint: i % 2 == 0);

            var result = _ice.Respond(bytes, Source, _response);

            Assert.True(result.Passed is null || bytes.AsSpan().SequenceEqual(request), Convert.ToHexString(bytes));
            Assert.True(result.ResponseBytes <= bytes.Length, Convert.ToHexString(bytes));
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 200)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Changes what the signature covers; with its checksum right, so that it is not that which tells.</summary>
    private static byte[] Mutated(byte[] request, int covered, Random random, bool fixFingerprint)
    {
        var bytes = (byte[])request.Clone();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            bytes[random.Next(covered)] ^= (byte)random.Next(1, 256);
        }

        if (fixFingerprint)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(^4..), StunFingerprint.Of(bytes, bytes.Length - 8));
        }

        return bytes;
    }

    private void AssertRefused(CheckMessage check, int code)
    {
        var bytes = check.ToBytes();

        var result = _ice.Respond(bytes, Source, _response);

        Assert.Null(result.Passed);
        Assert.Equal(code, Code(result, signed: false));
        Assert.InRange(result.ResponseBytes, 1, bytes.Length);
    }

    private int Code(BindingCheck result, bool signed)
    {
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, result.ResponseBytes), out var response));
        Assert.Equal(StunType.BindingError, response.Type);
        Assert.Equal(signed, response.IsSignedWith(Encoding.UTF8.GetBytes(Ours.Password)));
        Assert.True(response.TryFind(StunAttribute.ErrorCode, out var error));
        return (error[2] * 100) + error[3];
    }
}
