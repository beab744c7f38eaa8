using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Https;

/// <summary>A server whose operator gives the certificate.</summary>
public sealed class ConfiguredCertificateTests : IDisposable
{
    private const string Section = "LocalVoice:Https";
    private const string Password = "correct horse";

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one file")]
    [InlineData("two files")]
    [InlineData("the chain first")]
    [InlineData("an encrypted key")]
    [InlineData("pfx")]
    [InlineData("pfx without a password")]
    [InlineData("an RSA key")]
    public async Task It_is_served_in_whatever_form_it_is_given(string form)
    {
        using var certificate = form == "an RSA key" ? Rsa() : Create();
        using var other = Create();
        var (pem, key) = (certificate.ExportCertificatePem(), KeyOf(certificate));
        string[] settings = form switch
        {
            "two files" or "an RSA key" => [.. Setting("CertificateFile", pem), .. Setting("KeyFile", key)],
            "the chain first" => Setting("CertificateFile", $"{other.ExportCertificatePem()}\n{pem}\n{key}"),
            "an encrypted key" =>
            [
                .. Setting("CertificateFile", $"{pem}\n{EncryptedKeyOf(certificate)}"),
                .. Setting("PasswordFile", $"{Password}\n"),
            ],
            "pfx" =>
            [
                .. Setting("CertificateFile", certificate.Export(X509ContentType.Pkcs12, Password)),
                .. Setting("PasswordFile", Password),
            ],
            "pfx without a password" => Setting("CertificateFile", certificate.Export(X509ContentType.Pkcs12)),
            _ => Setting("CertificateFile", $"{pem}\n{key}"),
        };
        await using var server = await SecureServer.StartAsync(_folder, settings).DisposeAfterwards();
        using var served = await server.Value.ServedAsync();
        Assert.Equal(certificate.Fingerprint(), served.Fingerprint());
        Assert.Contains(server.Value.Log.Lines, line => line.Contains(certificate.Fingerprint(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_alone_asks_for_https_beside_http()
    {
        using var certificate = Create();
        string[] settings = ["--urls", "http://127.0.0.1:0", $"--{Section}:Port", "0", .. Setting("CertificateFile", Pair(certificate))];
        await using var server = await SecureServer.StartAsync(_folder, settings).DisposeAfterwards();
        using var served = await server.Value.ServedAsync();
        Assert.Equal(certificate.Fingerprint(), served.Fingerprint());
        Assert.Equal(HttpStatusCode.OK, (await new HttpClient().GetAsync(new Uri(server.Value.PlainAddress, "/healthz"))).StatusCode);
    }

    [Fact]
    public async Task A_renewed_one_is_served_to_new_connections_and_a_broken_one_is_not()
    {
        using var first = Create();
        using var second = Create();
        var time = new ArmedTime();
        time.SetUtcNow(new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero));
        var path = _folder.File("CertificateFile");
        await using var server = await SecureServer.StartAsync(time, _folder, Setting("CertificateFile", Pair(first))).DisposeAfterwards();
        Assert.Equal(first.Fingerprint(), await FingerprintAsync(server.Value));

        File.WriteAllText(path, second.ExportCertificatePem());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first.Fingerprint(), await FingerprintAsync(server.Value));
        Assert.Single(server.Value.Log.Warnings, line => line.Contains("has no private key", StringComparison.Ordinal));

        File.WriteAllText(path, Pair(second));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(second.Fingerprint(), await FingerprintAsync(server.Value));
    }

    [Theory]
    [InlineData("nowhere", "CertificateFile is '", "nowhere", "cannot be read", "Set it to the certificate's file")]
    [InlineData("no certificate", "CertificateFile '", "no certificate that can be read")]
    [InlineData("no PEM and no PFX", "CertificateFile '", "is neither PEM nor PFX")]
    [InlineData("no key", "CertificateFile '", "no private key", "Set LocalVoice:Https:KeyFile")]
    [InlineData("another key", "KeyFile '", "does not belong to the certificate in LocalVoice:Https:CertificateFile")]
    [InlineData("no password", "CertificateFile '", "is encrypted", "Set LocalVoice:Https:PasswordFile")]
    [InlineData("a wrong password", "CertificateFile '", "password of LocalVoice:Https:PasswordFile", "Correct the password")]
    [InlineData("a pfx without its password", "CertificateFile '", "needs a password: set LocalVoice:Https:PasswordFile")]
    [InlineData("a pfx with a wrong password", "CertificateFile '", "password of LocalVoice:Https:PasswordFile", "Correct the password")]
    [InlineData("no password file", "PasswordFile is '", "cannot be read")]
    [InlineData("no password variable", "PasswordVariable names an environment variable that is not set")]
    [InlineData("an expired one", "CertificateFile '", "has expired: it was valid until 2020-01-02", "Renew it")]
    [InlineData("an early one", "CertificateFile '", "is not valid before 2090-01-01", "clock")]
    [InlineData("one for clients", "CertificateFile '", "is not for servers")]
    [InlineData("a key alone", "KeyFile is set and LocalVoice:Https:CertificateFile is not")]
    public async Task One_that_cannot_be_used_stops_the_start_with_its_setting_and_the_remedy(string fault, params string[] words)
    {
        using var good = Create();
        using var other = Create();
        string[] settings = fault switch
        {
            "nowhere" => [$"--{Section}:CertificateFile", _folder.File("nowhere.pem")],
            "no certificate" => Setting("CertificateFile", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + KeyOf(good)),
            "no PEM and no PFX" => Setting("CertificateFile", "nonsense"),
            "no key" => Setting("CertificateFile", good.ExportCertificatePem()),
            "another key" => [.. Setting("CertificateFile", good.ExportCertificatePem()), .. Setting("KeyFile", KeyOf(other))],
            "no password" => Setting("CertificateFile", $"{good.ExportCertificatePem()}\n{EncryptedKeyOf(good)}"),
            "a wrong password" =>
            [
                .. Setting("CertificateFile", $"{good.ExportCertificatePem()}\n{EncryptedKeyOf(good)}"),
                .. Setting("PasswordFile", "wrong"),
            ],
            "a pfx without its password" => Setting("CertificateFile", good.Export(X509ContentType.Pkcs12, Password)),
            "a pfx with a wrong password" =>
            [
                .. Setting("CertificateFile", good.Export(X509ContentType.Pkcs12, Password)),
                .. Setting("PasswordFile", "wrong"),
            ],
            "no password file" => [.. Setting("CertificateFile", Pair(good)[..^40]), $"--{Section}:PasswordFile", _folder.File("nowhere")],
            "no password variable" => [.. Setting("CertificateFile", Pair(good)), $"--{Section}:PasswordVariable", "LOCALVOICE_TEST_UNSET"],
            "an expired one" => Setting("CertificateFile", Pair(Create(from: new(2020, 1, 1), until: new(2020, 1, 2)))),
            "an early one" => Setting("CertificateFile", Pair(Create(from: new(2090, 1, 1), until: new(2090, 1, 2)))),
            "one for clients" => Setting("CertificateFile", Pair(Create(use: "1.3.6.1.5.5.7.3.2"))),
            _ => Setting("KeyFile", KeyOf(good)),
        };
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => SecureServer.StartAsync(_folder, settings));
        var sentence = Assert.Single(failure.Failures);
        Assert.All(words, word => Assert.Contains(word, sentence, StringComparison.Ordinal));
        Assert.Contains($"{Section}:", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_checked_before_anything_starts()
    {
        await using var app = VoiceServer.Build(["--urls", "https://127.0.0.1:0", $"--{Section}:CertificateFile", "nowhere.pem"]);
        Assert.Throws<OptionsValidationException>(() => VoiceServer.CheckAddresses(app));
    }

    [Fact]
    public void Https_that_is_asked_for_where_Kestrels_own_section_has_none_is_told()
    {
        string[] settings = ["--Kestrel:Endpoints:Own:Url", "http://127.0.0.1:0", $"--{Section}:Enabled", "true"];
        var failure = Assert.Throws<OptionsValidationException>(() => VoiceServer.Build(settings));
        Assert.Contains("Kestrel:Endpoints has no https address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kestrels_own_certificate_is_left_to_Kestrel()
    {
        using var certificate = Create();
        File.WriteAllText(_folder.File("kestrel.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("kestrel.key"), KeyOf(certificate));
        string[] settings =
        [
            "--Kestrel:Certificates:Default:Path",
            _folder.File("kestrel.pem"),
            "--Kestrel:Certificates:Default:KeyPath",
            _folder.File("kestrel.key"),
        ];
        await using var server = await SecureServer.StartAsync(_folder, settings).DisposeAfterwards();
        Assert.Equal(certificate.Fingerprint(), await FingerprintAsync(server.Value));
    }

    private static async Task<string> FingerprintAsync(RunningServer server)
    {
        using var served = await server.ServedAsync();
        return served.Fingerprint();
    }

    private string[] Setting(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        return [$"--{Section}:{name}", _folder.File(name)];
    }

    private string[] Setting(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return [$"--{Section}:{name}", _folder.File(name)];
    }

    private static string Pair(X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n{KeyOf(certificate)}\n";

    private static string KeyOf(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportRSAPrivateKeyPem();

    private static string EncryptedKeyOf(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(Password, Encryption);

    private static X509Certificate2 Create(DateTime? from = null, DateTime? until = null, string? use = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=voice.example", key, HashAlgorithmName.SHA256);
        if (use is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        }

        return request.CreateSelfSigned(Utc(from ?? new(2025, 1, 1)), Utc(until ?? new(2099, 1, 1)));
    }

    private static X509Certificate2 Rsa()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=voice.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(Utc(new(2025, 1, 1)), Utc(new(2099, 1, 1)));
    }

    private static DateTimeOffset Utc(DateTime date) => new(date, TimeSpan.Zero);
}
