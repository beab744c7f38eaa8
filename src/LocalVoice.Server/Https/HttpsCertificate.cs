using System.Net.Security;
using System.Security.Authentication;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Https;

/// <summary>
/// The certificate of the https addresses: the configured one, read again when its files change, or this machine's own. Read
/// or made when the first https address is bound. Thread-safe.
/// </summary>
internal sealed partial class HttpsCertificate(
    IOptions<LocalVoiceOptions> options,
    IConfiguration configuration,
    SelfSignedStore store,
    TimeProvider time,
    ILogger<HttpsCertificate> logger
) : IConfigureOptions<KestrelServerOptions>
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly HttpsOptions _options = options.Value.Https;
    private readonly Lock _lock = new();
    private ServerCertificate? _current;
    private string _state = "";
    private long _looked;

    /// <summary>Null where https is left to ASP.NET's own section <c>Kestrel</c>, which names a certificate.</summary>
    /// <exception cref="OptionsValidationException">The configured one cannot be used.</exception>
    public ServerCertificate? Current
    {
        get
        {
            if (IsKestrels)
            {
                return null;
            }

            lock (_lock)
            {
                if (_current is null)
                {
                    _current = First();
                    _looked = time.GetTimestamp();
                }
                else if (IsConfigured && time.GetElapsedTime(_looked) >= LookEvery)
                {
                    _looked = time.GetTimestamp();
                    Renew(_current);
                }

                return _current;
            }
        }
    }

    private bool IsConfigured => _options.CertificateFile is { Length: > 0 };

    private bool IsKestrels =>
        !IsConfigured
        && (
            configuration.GetSection("Kestrel:Certificates").Exists()
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => endpoint.GetSection("Certificate").Exists())
        );

    public void Configure(KestrelServerOptions options) =>
        options.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = Protocols;
            if (Current is not null)
            {
                // Without one Kestrel would look for a developer's certificate; the connection then gets it with its chain.
                https.ServerCertificateSelector = (_, _) => Current!.Leaf;
                https.OnAuthenticate = (_, connection) => Apply(connection);
            }
        });

    /// <summary>
    /// One session per connection, as over http: with HTTP/2 one connection's congestion would hold up all sessions of a
    /// browser, and a client that is gone could not be told from one that waits (<see cref="Transport.Peer"/>).
    /// </summary>
    private void Apply(SslServerAuthenticationOptions connection)
    {
        connection.ServerCertificateSelectionCallback = null;
        connection.ServerCertificateContext = Current!.Context;
        connection.EnabledSslProtocols = Protocols;
        connection.ApplicationProtocols = [SslApplicationProtocol.Http11];
    }

    private ServerCertificate First()
    {
        if (!IsConfigured)
        {
            return store.Find(MachineNames.Of(HttpsAddresses.NamesIn(configuration, _options)));
        }

        try
        {
            _state = ConfiguredCertificate.StateOf(_options);
            return ConfiguredCertificate.Read(_options, time.GetUtcNow());
        }
        catch (CertificateException failure)
        {
            throw new OptionsValidationException(LocalVoiceOptions.Section, typeof(LocalVoiceOptions), [failure.Message]);
        }
    }

    /// <summary>Files that change one after the other are read at each change; until they fit, the certificate stays.</summary>
    private void Renew(ServerCertificate before)
    {
        var state = ConfiguredCertificate.StateOf(_options);
        if (state == _state)
        {
            return;
        }

        _state = state;
        try
        {
            _current = ConfiguredCertificate.Read(_options, time.GetUtcNow());
            Renewed(_current.Fingerprint, _current.ValidUntil);
        }
        catch (CertificateException failure)
        {
            NotRenewed(failure.Message, before.ValidUntil);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "New connections get the changed certificate: SHA-256 fingerprint {Fingerprint}, valid until {Until:u}"
    )]
    private partial void Renewed(string fingerprint, DateTime until);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The certificate's files have changed and cannot be used; the one before stays, valid until {Until:u}. {Reason}"
    )]
    private partial void NotRenewed(string reason, DateTime until);
}
