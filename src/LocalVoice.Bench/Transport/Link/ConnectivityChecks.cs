using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Transport.Link;

/// <summary>
/// The controlling side of ICE (RFC 8445, section 7.2), which nominates with every check. It responds to the other side's checks too,
/// for servers that make some. Thread-safe.
/// </summary>
/// <param name="ours">Of this side.</param>
/// <param name="send">Sends a message to an address; never waits.</param>
internal sealed class ConnectivityChecks(IceCredentials ours, PeerAnswer answer, Action<ReadOnlySpan<byte>, SocketAddress> send)
{
    /// <summary>Between two checks of an address that has not responded.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two checks of the chosen one (RFC 7675, section 5.1).</summary>
    public static readonly TimeSpan Consent = TimeSpan.FromSeconds(5);

    private const int LongestMessage = 600;

    // A peer-reflexive candidate's, of component 1 (RFC 8445, section 5.1.2).
    private const uint Priority = 0x6E0001FF;

    private readonly byte[] _tiebreaker = RandomNumberGenerator.GetBytes(8);
    private readonly (SocketAddress Address, byte[] Id)[] _tried =
    [
        .. answer.Candidates.Select(at => (at.Serialize(), RandomNumberGenerator.GetBytes(StunMessage.TransactionIdBytes))),
    ];
    private readonly TaskCompletionSource<SocketAddress> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first address that responded.</summary>
    public Task<SocketAddress> Found => _found.Task;

    /// <summary>Checks all addresses, or the one that was found.</summary>
    public void Check()
    {
        Span<byte> message = stackalloc byte[LongestMessage];
        foreach (var (address, id) in _tried)
        {
            if (!_found.Task.IsCompletedSuccessfully)
            {
                send(message[..Write(message, id)], address);
            }
            else if (address.Equals(_found.Task.Result))
            {
                send(message[..Write(message, RandomNumberGenerator.GetBytes(StunMessage.TransactionIdBytes))], address);
            }
        }
    }

    /// <summary>Takes a response to a check of ours, or responds to one of theirs.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (!StunMessage.TryParse(datagram, out var message))
        {
            return;
        }

        if (message.Type == StunType.BindingRequest && message.IsSignedWith(Encoding.ASCII.GetBytes(ours.Password)))
        {
            Respond(message.TransactionId, from);
        }
        else if (
            message.Type == StunType.BindingSuccess
            && message.IsSignedWith(Encoding.ASCII.GetBytes(answer.Remote.Credentials.Password))
        )
        {
            foreach (var (address, id) in _tried)
            {
                if (message.TransactionId.SequenceEqual(id))
                {
                    _found.TrySetResult(address);
                }
            }
        }
    }

    private int Write(Span<byte> message, ReadOnlySpan<byte> id)
    {
        var theirs = answer.Remote.Credentials;
        var writer = new StunWriter(message, StunType.BindingRequest, id);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{theirs.UsernameFragment}:{ours.UsernameFragment}"));
        Span<byte> priority = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(priority, Priority);
        writer.Add(StunAttribute.Priority, priority);
        writer.Add(StunAttribute.IceControlling, _tiebreaker);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.AddIntegrity(Encoding.ASCII.GetBytes(theirs.Password));
        writer.AddFingerprint();
        return writer.Length;
    }

    private void Respond(ReadOnlySpan<byte> id, SocketAddress to)
    {
        Span<byte> message = stackalloc byte[LongestMessage];
        Span<byte> address = stackalloc byte[StunAddress.LongestBytes];
        var writer = new StunWriter(message, StunType.BindingSuccess, id);
        writer.Add(StunAttribute.XorMappedAddress, address[..StunAddress.WriteXored(to, id, address)]);
        writer.AddIntegrity(Encoding.ASCII.GetBytes(ours.Password));
        writer.AddFingerprint();
        send(message[..writer.Length], to);
    }
}
