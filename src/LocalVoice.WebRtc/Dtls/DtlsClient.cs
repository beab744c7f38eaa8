using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>Our side of a handshake that we begin ("setup:passive" in the offer): DTLS 1.2, both sides with certificates.</summary>
internal sealed class DtlsClient(TlsCrypto crypto, DtlsParameters parameters) : DefaultTlsClient(crypto), TlsAuthentication
{
    public override bool IgnoreCorruptDtlsRecords => true;

    public override int GetHandshakeTimeoutMillis() => (int)parameters.Timeout.TotalMilliseconds;

    public override int GetHandshakeResendTimeMillis() => DtlsParameters.ResendMilliseconds;

    public override int GetMaxHandshakeMessageSize() => DtlsParameters.LongestHandshakeMessage;

    /// <summary>Certificates are signed by themselves: how says nothing.</summary>
    public override bool ShouldCheckSigAlgOfPeerCerts() => false;

    public override IDictionary<int, byte[]> GetClientExtensions()
    {
        var extensions = base.GetClientExtensions() ?? new Dictionary<int, byte[]>();
        parameters.Srtp.AddOffer(extensions);
        return extensions;
    }

    public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
    {
        base.ProcessServerExtensions(serverExtensions);
        parameters.Srtp.Accept(serverExtensions);
    }

    public override TlsAuthentication GetAuthentication() => this;

    public void NotifyServerCertificate(TlsServerCertificate serverCertificate) => parameters.CheckPeer(serverCertificate.Certificate);

    public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) => parameters.Identity.Signer(m_context);

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        parameters.Srtp.Export(m_context);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => TlsUtilities.GetSupportedCipherSuites(Crypto, DtlsParameters.CipherSuites);
}
