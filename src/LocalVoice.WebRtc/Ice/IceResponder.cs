using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LocalVoice.WebRtc.Stun;

namespace LocalVoice.WebRtc.Ice;

/// <summary>
/// The lite side of ICE (RFC 8445, sections 2.5 and 7.3): it sends no checks, and is always the controlled one. Keeps nothing itself.
/// </summary>
/// <param name="find">The connection with this username fragment of ours.</param>
internal sealed class IceResponder(Func<ReadOnlySpan<char>, IceSession?> find)
{
    /// <summary>Room for any response.</summary>
    public const int LongestResponseBytes = 160;

    private const int BadRequest = 400;
    private const int Unauthenticated = 401;
    private const int UnknownAttribute = 420;
    private const int RoleConflict = 487;

    private const int LongestFragment = 256;
    private const int MostUnknown = 16;

    /// <param name="request">As it came from the network.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="response">At least <see cref="LongestResponseBytes"/>.</param>
    public BindingCheck Respond(ReadOnlySpan<byte> request, SocketAddress source, Span<byte> response)
    {
        if (!StunMessage.TryParse(request, out var message) || message.Type != StunType.BindingRequest)
        {
            return default;
        }

        if (!message.HasIntegrity || !message.TryFind(StunAttribute.Username, out var username))
        {
            return new(WriteRefusal(message, BadRequest, request.Length, response), null, false);
        }

        if (Find(username) is not { } session || !message.IsSignedWith(session.Password))
        {
            return new(WriteRefusal(message, Unauthenticated, request.Length, response), null, false);
        }

        Span<ushort> unknown = stackalloc ushort[MostUnknown];
        unknown = unknown[..message.FindNotUnderstood(unknown)];
        if (unknown.Length > 0)
        {
            return new(WriteError(message, session, UnknownAttribute, unknown, response), null, false);
        }

        // Two lite sides would be both controlled; a full one must control a lite one, so that it is the one to change.
        if (message.TryFind(StunAttribute.IceControlled, out _))
        {
            return new(WriteError(message, session, RoleConflict, [], response), null, false);
        }

        return new(WriteSuccess(message, session, source, response), session, message.TryFind(StunAttribute.UseCandidate, out _));
    }

    private IceSession? Find(ReadOnlySpan<byte> username)
    {
        var colon = username.IndexOf((byte)':');
        if (colon is < 1 or > LongestFragment)
        {
            return null;
        }

        Span<char> fragment = stackalloc char[colon];
        _ = Encoding.Latin1.GetChars(username[..colon], fragment);
        return find(fragment) is { } session && CryptographicOperations.FixedTimeEquals(session.Username, username) ? session : null;
    }

    private static int WriteSuccess(StunMessage request, IceSession session, SocketAddress source, Span<byte> response)
    {
        var writer = new StunWriter(response, StunType.BindingSuccess, request.TransactionId);
        Span<byte> address = stackalloc byte[StunAddress.LongestBytes];
        var bytes = StunAddress.WriteXored(source, request.TransactionId, address);
        writer.Add(StunAttribute.XorMappedAddress, address[..bytes]);
        return Sign(ref writer, session);
    }

    private static int WriteError(StunMessage request, IceSession session, int code, ReadOnlySpan<ushort> unknown, Span<byte> response)
    {
        var writer = new StunWriter(response, StunType.BindingError, request.TransactionId);
        AddErrorCode(ref writer, code);
        if (!unknown.IsEmpty)
        {
            Span<byte> types = stackalloc byte[MostUnknown * 2];
            for (var i = 0; i < unknown.Length; i++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(types[(i * 2)..], unknown[i]);
            }

            writer.Add(StunAttribute.UnknownAttributes, types[..(unknown.Length * 2)]);
        }

        return Sign(ref writer, session);
    }

    private static int Sign(ref StunWriter writer, IceSession session)
    {
        writer.AddIntegrity(session.Password);
        writer.AddFingerprint();
        return writer.Length;
    }

    /// <summary>To someone who may be anyone, at an address that may be another's: never more than they sent.</summary>
    private static int WriteRefusal(StunMessage request, int code, int mostBytes, Span<byte> response)
    {
        var writer = new StunWriter(response, StunType.BindingError, request.TransactionId);
        AddErrorCode(ref writer, code);
        writer.AddFingerprint();
        return writer.Length <= mostBytes ? writer.Length : 0;
    }

    /// <summary>RFC 8489, section 14.8; the reason phrase is for people, and there are none here.</summary>
    private static void AddErrorCode(ref StunWriter writer, int code) =>
        writer.Add(StunAttribute.ErrorCode, [0, 0, (byte)(code / 100), (byte)(code % 100)]);
}
