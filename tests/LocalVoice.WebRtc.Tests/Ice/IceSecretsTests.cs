using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Ice;

public sealed class IceSecretsTests
{
    [Fact]
    public void Each_connection_has_its_own_that_pass_the_check_of_others()
    {
        var made = Enumerable.Range(0, 100).Select(_ => IceSecrets.Create()).ToList();

        Assert.All(made, IceSecrets.Check);
        Assert.Equal(100, made.Select(secrets => secrets.UsernameFragment).Distinct().Count());
        Assert.Equal(100, made.Select(secrets => secrets.Password).Distinct().Count());
    }

    [Theory]
    [InlineData("abc", "ice-ufrag")]
    [InlineData("ab:cd", "ice-ufrag")]
    [InlineData("", "ice-ufrag")]
    public void A_fragment_that_ICE_does_not_allow_is_named(string fragment, string named)
    {
        var failure = Assert.Throws<TransportException>(() => IceSecrets.Check(new(fragment, new('p', 22))));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(257)]
    public void A_password_that_ICE_does_not_allow_is_named(int length)
    {
        var failure = Assert.Throws<TransportException>(() => IceSecrets.Check(new("abcd", new('p', length))));

        Assert.Contains("ice-pwd", failure.Message, StringComparison.Ordinal);
    }
}
