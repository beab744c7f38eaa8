using LocalVoice.WebRtc.Srtp;

namespace LocalVoice.WebRtc.Tests.Srtp;

public sealed class SrtpKeysTests
{
    [Fact]
    public void Each_side_sends_with_what_the_other_receives_with()
    {
        byte[] exported = [.. Enumerable.Range(0, 56).Select(i => (byte)i)];
        Assert.Equal(exported.Length, SrtpKeys.ExportedBytes(SrtpProfile.AeadAes128Gcm));

        var client = SrtpKeys.FromExported(SrtpProfile.AeadAes128Gcm, exported, isClient: true);
        var server = SrtpKeys.FromExported(SrtpProfile.AeadAes128Gcm, exported, isClient: false);

        Assert.Equal([.. exported[..16], .. exported[32..44]], client.Local);
        Assert.Equal([.. exported[16..32], .. exported[44..]], server.Local);
        Assert.Equal(client.Local, server.Remote);
        Assert.Equal(client.Remote, server.Local);
    }

    [Fact]
    public void Keys_are_never_written_out() =>
        Assert.Equal("keys of AeadAes128Gcm", new SrtpKeys(SrtpProfile.AeadAes128Gcm, [1, 2], [3, 4]).ToString());
}
