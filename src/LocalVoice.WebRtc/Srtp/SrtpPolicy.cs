using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>srtp_policy_t of libsrtp 2 (srtp.h of 2.0 to 2.7): what protects one direction.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SrtpPolicy
{
    /// <summary>Any source of what is received, or of what is sent.</summary>
    public const int AnyInbound = 2;

    /// <inheritdoc cref="AnyInbound"/>
    public const int AnyOutbound = 3;

    public int SourceKind;
    public uint Source;
    public SrtpCryptoPolicy Rtp;
    public SrtpCryptoPolicy Rtcp;
    public byte* Key;
    public void** Keys;
    public CULong KeyCount;
    public void* Deprecated;

    /// <summary>Packets, 64 to 32767, that may come late.</summary>
    public CULong ReplayWindow;

    public int AllowRepeated;
    public int* EncryptedExtensions;
    public int EncryptedExtensionCount;
    public SrtpPolicy* Next;
}

/// <summary>srtp_crypto_policy_t of libsrtp 2, filled by the library itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SrtpCryptoPolicy
{
    public uint CipherType;
    public int CipherKeyBytes;
    public uint AuthType;
    public int AuthKeyBytes;
    public int AuthTagBytes;
    public int Services;
}
