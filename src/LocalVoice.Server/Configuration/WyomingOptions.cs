using System.ComponentModel.DataAnnotations;
using System.Net;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Section <c>LocalVoice:Wyoming</c>: recogniser and voices for Home Assistant, over its voice protocol. The protocol knows no
/// keys: whoever reaches the port may use them. Requests count to the limits of <c>LocalVoice:Http</c>.
/// </summary>
public sealed class WyomingOptions : IValidatableObject
{
    internal const string Section = $"{LocalVoiceOptions.Section}:Wyoming";

    /// <summary>Whether the server listens for it. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// The address to listen on: <c>0.0.0.0</c> or <c>::</c> for all. Other than a loopback one it needs
    /// <see cref="AllowedNetworks"/>. Default <c>127.0.0.1</c>.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port to listen on, 0…65535; 0 is any free one.</summary>
    [Within(0, 65535)]
    public int Port { get; set; } = 10300;

    /// <summary>
    /// Networks (<c>192.168.1.0/24</c>) and addresses from which clients may come; others are disconnected. This machine itself
    /// always may. Default none.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Connections at once, 1…10000; more are refused. Default 32, as many as requests.</summary>
    [Within(1, 10_000)]
    public int MaxConnections { get; set; } = 32;

    /// <summary>Only of valid options.</summary>
    internal IPEndPoint EndPoint => new(IPAddress.Parse(Address), Port);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return new(
                $"{Section}:{nameof(Address)} is '{Address}'; it must be an address of this machine such as 127.0.0.1, or 0.0.0.0."
            );
        }
        else if (Enabled && !IPAddress.IsLoopback(address) && AllowedNetworks.Count == 0)
        {
            yield return new(
                $"{Section}:{nameof(Address)} is '{Address}', and the protocol has no keys: whoever reaches it could use the voices and "
                    + $"the recogniser. Say who may in {Section}:{nameof(AllowedNetworks)}, such as 192.168.1.0/24, or listen on "
                    + "127.0.0.1."
            );
        }

        foreach (var (index, network) in AllowedNetworks.Index().Where(entry => NetworkList.Parse(entry.Item) is null))
        {
            yield return new(
                $"{Section}:{nameof(AllowedNetworks)}:{index} is '{network}'; it must be a network such as 192.168.1.0/24 or fd00::/8, "
                    + "or an address."
            );
        }
    }
}
