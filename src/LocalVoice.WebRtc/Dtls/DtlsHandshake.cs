using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Transport;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>One DTLS handshake, in either role.</summary>
/// <param name="identity">Of this process.</param>
/// <param name="timeout">Of the whole handshake.</param>
internal sealed class DtlsHandshake(DtlsIdentity identity, TimeSpan timeout)
{
    private readonly TlsCrypto _crypto = new BcTlsCrypto(new SecureRandom());

    /// <summary>Blocks the calling thread until it is done or has failed.</summary>
    /// <param name="inbox">Closing it ends the handshake.</param>
    /// <param name="remote">What the peer's certificate must hash to.</param>
    /// <param name="isClient">This side begins.</param>
    /// <exception cref="TransportException">It failed; the message says why.</exception>
    public DtlsChannel Run(DtlsInbox inbox, CertificateFingerprint remote, bool isClient)
    {
        var srtp = new UseSrtp(SrtpLibrary.Shared.Profiles);
        var parameters = new DtlsParameters(identity, remote, srtp, timeout);
        try
        {
            var transport = isClient
                ? new DtlsClientProtocol().Connect(new DtlsClient(_crypto, parameters), inbox)
                : new DtlsServerProtocol().Accept(new DtlsServer(_crypto, parameters), inbox);
            inbox.StopWaiting();
            return new(transport, inbox, srtp.Keys ?? throw new TransportException("The DTLS handshake gave no keys."));
        }
        catch (TlsTimeoutException e)
        {
            throw new TransportException($"The DTLS handshake was not complete within {timeout.TotalSeconds:0.#} s.", e);
        }
        catch (IOException e)
        {
            throw new TransportException($"The DTLS handshake failed: {e.Message}", e);
        }
    }
}
