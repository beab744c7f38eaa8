using System.Runtime.InteropServices;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>libsrtp 2's C interface, from the system's library. Sessions are independent; one is used by one thread at a time.</summary>
internal sealed unsafe class SrtpLibrary
{
    private const int Major = 2;

    private static readonly Lazy<SrtpLibrary> Loaded = new(() => new SrtpLibrary(), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly delegate* unmanaged[Cdecl]<nint*, SrtpPolicy*, int> _create;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _dealloc;
    private readonly delegate* unmanaged[Cdecl]<SrtpCryptoPolicy*, void> _setDefault;
    private readonly delegate* unmanaged[Cdecl]<SrtpCryptoPolicy*, void> _setGcm;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int*, int> _protect;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int*, int> _unprotect;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int*, int> _protectRtcp;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int*, int> _unprotectRtcp;

    private SrtpLibrary()
    {
        var library = SrtpLibraryFile.Open();
        _create = (delegate* unmanaged[Cdecl]<nint*, SrtpPolicy*, int>)Export(library, "srtp_create");
        _dealloc = (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "srtp_dealloc");
        _setDefault = (delegate* unmanaged[Cdecl]<SrtpCryptoPolicy*, void>)Export(library, "srtp_crypto_policy_set_rtp_default");
        _setGcm = (delegate* unmanaged[Cdecl]<SrtpCryptoPolicy*, void>)Export(library, "srtp_crypto_policy_set_aes_gcm_128_16_auth");
        _protect = (delegate* unmanaged[Cdecl]<nint, byte*, int*, int>)Export(library, "srtp_protect");
        _unprotect = (delegate* unmanaged[Cdecl]<nint, byte*, int*, int>)Export(library, "srtp_unprotect");
        _protectRtcp = (delegate* unmanaged[Cdecl]<nint, byte*, int*, int>)Export(library, "srtp_protect_rtcp");
        _unprotectRtcp = (delegate* unmanaged[Cdecl]<nint, byte*, int*, int>)Export(library, "srtp_unprotect_rtcp");

        var version = ((delegate* unmanaged[Cdecl]<uint>)Export(library, "srtp_get_version"))();
        if (version >> 24 != Major)
        {
            throw new TransportException($"WebRTC needs libsrtp {Major}; the one that this machine loads is version {version >> 24}.");
        }

        if (((delegate* unmanaged[Cdecl]<int>)Export(library, "srtp_init"))() != 0)
        {
            throw new TransportException("libsrtp does not pass its own tests (srtp_init). Install it anew.");
        }

        Profiles = CanGcm() ? [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmHmacSha1Tag80] : [SrtpProfile.Aes128CmHmacSha1Tag80];
    }

    /// <exception cref="TransportException">libsrtp is not installed, or of another version.</exception>
    public static SrtpLibrary Shared => Loaded.Value;

    /// <summary>What this build of the library has, best first: AEAD needs one with a cryptographic library.</summary>
    public IReadOnlyList<SrtpProfile> Profiles { get; }

    /// <param name="key">Master key and salt; may be erased afterwards.</param>
    /// <param name="replayWindow">In packets.</param>
    /// <returns>A session, or 0 where the library refuses.</returns>
    public nint Create(SrtpProfile profile, ReadOnlySpan<byte> key, bool inbound, int replayWindow)
    {
        fixed (byte* at = key)
        {
            var policy = new SrtpPolicy
            {
                SourceKind = inbound ? SrtpPolicy.AnyInbound : SrtpPolicy.AnyOutbound,
                Key = at,
                ReplayWindow = new((uint)replayWindow),
            };
            var set = profile == SrtpProfile.AeadAes128Gcm ? _setGcm : _setDefault;
            set(&policy.Rtp);
            set(&policy.Rtcp);
            nint session;
            return _create(&session, &policy) == 0 ? session : 0;
        }
    }

    public void Free(nint session) => _ = _dealloc(session);

    /// <summary>In place; the buffer has room for what is added. Returns whether it was done, with the new length.</summary>
    public bool Protect(nint session, byte* packet, ref int length) => Do(_protect, session, packet, ref length);

    /// <inheritdoc cref="Protect"/>
    public bool ProtectRtcp(nint session, byte* packet, ref int length) => Do(_protectRtcp, session, packet, ref length);

    /// <summary>In place. False, and the bytes undefined, when it is not from the peer, or was here before.</summary>
    public bool Unprotect(nint session, byte* packet, ref int length) => Do(_unprotect, session, packet, ref length);

    /// <inheritdoc cref="Unprotect"/>
    public bool UnprotectRtcp(nint session, byte* packet, ref int length) => Do(_unprotectRtcp, session, packet, ref length);

    private static bool Do(delegate* unmanaged[Cdecl]<nint, byte*, int*, int> call, nint session, byte* packet, ref int length)
    {
        var changed = length;
        var done = call(session, packet, &changed) == 0;
        length = changed;
        return done;
    }

    private bool CanGcm()
    {
        Span<byte> key = stackalloc byte[SrtpProfiles.KeyBytes + SrtpProfile.AeadAes128Gcm.SaltBytes()];
        key.Clear();
        var session = Create(SrtpProfile.AeadAes128Gcm, key, inbound: true, replayWindow: 128);
        if (session != 0)
        {
            Free(session);
        }

        return session != 0;
    }

    private static nint Export(nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out var function)
            ? function
            : throw new TransportException($"WebRTC needs libsrtp {Major}; the one that this machine loads has no {name}.");
}
