using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Ice;

/// <summary>A connectivity check as a full agent sends it, with what a test wants to be wrong.</summary>
internal sealed record CheckMessage(IceCredentials Ours, IceCredentials Theirs)
{
    private static readonly byte[] Tiebreaker = [1, 2, 3, 4, 5, 6, 7, 8];

    public byte[] TransactionId { get; init; } = RandomNumberGenerator.GetBytes(StunMessage.TransactionIdBytes);

    public string? Username { get; init; } = $"{Ours.UsernameFragment}:{Theirs.UsernameFragment}";

    /// <summary>Null for no MESSAGE-INTEGRITY.</summary>
    public string? Password { get; init; } = Ours.Password;

    public bool Nominates { get; init; } = true;

    public ushort RoleType { get; init; } = StunAttribute.IceControlling;

    public ushort? UnknownType { get; init; }

    public byte[] ToBytes()
    {
        var bytes = new byte[1000];
        var writer = new StunWriter(bytes, StunType.BindingRequest, TransactionId);
        if (Username is not null)
        {
            writer.Add(StunAttribute.Username, Encoding.UTF8.GetBytes(Username));
        }

        Span<byte> priority = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(priority, 0x6E0001FF);
        writer.Add(StunAttribute.Priority, priority);
        writer.Add(RoleType, Tiebreaker);
        if (Nominates)
        {
            writer.Add(StunAttribute.UseCandidate, []);
        }

        if (UnknownType is { } unknown)
        {
            writer.Add(unknown, [1, 2, 3, 4]);
        }

        if (Password is not null)
        {
            writer.AddIntegrity(Encoding.UTF8.GetBytes(Password));
        }

        writer.AddFingerprint();
        return bytes[..writer.Length];
    }
}
