using System.Net;
using LocalVoice.Server.Https;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Https;

public sealed class SelfSignedStoreTests : IDisposable
{
    private static readonly MachineNames Names = new(["localhost", "desk"], [IPAddress.Loopback, IPAddress.Parse("10.0.0.5")]);
    private readonly TemporaryFolder _cache = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog<SelfSignedStore> _log = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void The_same_certificate_comes_at_every_start()
    {
        var first = Find(Names).Fingerprint;
        _time.Advance(TimeSpan.FromDays(300));
        Assert.Equal(first, Find(Names).Fingerprint);
    }

    [Fact]
    public void Fewer_names_and_other_IPv6_addresses_keep_the_certificate()
    {
        var first = Find(Names with { Addresses = [.. Names.Addresses, IPAddress.Parse("2001:db8::1")] }).Fingerprint;
        Assert.Equal(first, Find(new(["localhost"], [IPAddress.Loopback, IPAddress.Parse("2001:db8::2")])).Fingerprint);
    }

    [Fact]
    public void Another_name_or_address_gets_a_new_one()
    {
        var first = Find(Names).Fingerprint;
        var renamed = Find(Names with { Names = ["localhost", "counter"] }).Fingerprint;
        Assert.NotEqual(first, renamed);
        Assert.NotEqual(renamed, Find(Names with { Addresses = [IPAddress.Parse("10.0.0.6")] }).Fingerprint);
    }

    [Fact]
    public void One_that_ends_within_a_month_is_replaced()
    {
        var first = Find(Names).Fingerprint;
        _time.Advance(TimeSpan.FromDays(336));
        Assert.NotEqual(first, Find(Names).Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_kept_file_that_is_damaged_is_replaced(string content)
    {
        Find(Names);
        var path = Path.Combine(_cache.Path, "https", "server.pem");
        File.WriteAllText(path, content);
        var second = Find(Names).Fingerprint;
        Assert.Equal(second, Find(Names).Fingerprint);
    }

    [Fact]
    public void Only_its_owner_reads_the_key_and_one_that_others_could_read_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions");
            return;
        }

        var first = Find(Names).Fingerprint;
        var path = Path.Combine(_cache.Path, "https", "server.pem");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead);
        Assert.NotEqual(first, Find(Names).Fingerprint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Clients_get_a_file_with_the_certificate_and_without_the_key()
    {
        var made = Find(Names);
        var text = File.ReadAllText(Path.Combine(_cache.Path, "https", "certificate.pem"));
        Assert.Equal(made.Leaf.ExportCertificatePem(), text.Trim());
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.Equal(
            ["certificate.pem", "server.pem"],
            Directory.GetFiles(Path.Combine(_cache.Path, "https")).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void Where_nothing_can_be_kept_the_server_still_has_one_and_says_so()
    {
        File.WriteAllText(Path.Combine(_cache.Path, "https"), "in the way");
        Assert.Equal("self-signed, not kept", Find(Names).Source);
        Assert.Contains(_log.Lines, line => line.Contains("LOCALVOICE_CACHE names another folder", StringComparison.Ordinal));
    }

    private ServerCertificate Find(MachineNames names) => new SelfSignedStore(_cache.Path, _time, _log).Find(names);
}
