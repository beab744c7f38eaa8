using System.Text;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Ice;

/// <summary>What a connection's checks are judged by.</summary>
internal sealed class IceSession(IceCredentials local, IceCredentials remote)
{
    private readonly byte[] _username = Encoding.ASCII.GetBytes($"{local.UsernameFragment}:{remote.UsernameFragment}");
    private readonly byte[] _password = Encoding.ASCII.GetBytes(local.Password);

    public IceCredentials Local => local;

    /// <summary>USERNAME of the other side's checks: ours, colon, theirs.</summary>
    public ReadOnlySpan<byte> Username => _username;

    /// <summary>Signs their checks and our responses.</summary>
    public ReadOnlySpan<byte> Password => _password;
}
