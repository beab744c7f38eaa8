using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>Our side of a handshake that the peer begins ("setup:active" in its offer): DTLS 1.2, both sides with certificates.</summary>
internal sealed class DtlsServer(TlsCrypto crypto, DtlsParameters parameters) : DefaultTlsServer(crypto)
{
    public override bool IgnoreCorruptDtlsRecords => true;

    public override int GetHandshakeTimeoutMillis() => (int)parameters.Timeout.TotalMilliseconds;

    public override int GetHandshakeResendTimeMillis() => DtlsParameters.ResendMilliseconds;

    public override int GetMaxHandshakeMessageSize() => DtlsParameters.LongestHandshakeMessage;

    /// <summary>Certificates are signed by themselves: how says nothing.</summary>
    public override bool ShouldCheckSigAlgOfPeerCerts() => false;

    public override CertificateRequest GetCertificateRequest() =>
        new(
            [ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign],
            TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context),
            null
        );

    public override void NotifyClientCertificate(Certificate clientCertificate) => parameters.CheckPeer(clientCertificate);

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        parameters.Srtp.Choose(clientExtensions);
    }

    public override IDictionary<int, byte[]> GetServerExtensions()
    {
        var extensions = base.GetServerExtensions() ?? new Dictionary<int, byte[]>();
        parameters.Srtp.AddChoice(extensions);
        return extensions;
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        parameters.Srtp.Export(m_context);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => TlsUtilities.GetSupportedCipherSuites(Crypto, DtlsParameters.CipherSuites);

    protected override TlsCredentialedSigner GetECDsaSignerCredentials() => parameters.Identity.Signer(m_context);
}
