using System.ComponentModel.DataAnnotations;
using System.Net;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// The listener for Asterisk's AudioSocket. The protocol has neither keys nor encryption: who may call is said by
/// <see cref="AllowedNetworks"/> and, where they are given, <see cref="Calls"/>.
/// </summary>
public sealed class AudioSocketOptions : IValidatableObject
{
    private const string Section = $"{LocalVoiceOptions.Section}:Telephony:AudioSocket";
    private const StringSplitOptions SplitOptions = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Whether the server listens for calls from Asterisk. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>The IP address on which it listens. Others than loopback need <see cref="AllowedNetworks"/>. Default 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>0…65535; 0 is any free port. Default 9092.</summary>
    [Within(0, 65535)]
    public int Port { get; set; } = 9092;

    /// <summary>
    /// Networks beside this machine from which calls are taken, as <c>10.0.0.0/24</c> or single addresses, separated by commas.
    /// Default none.
    /// </summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>
    /// The UUIDs of the calls that are taken, each with the profile that answers. With any, no other call is taken: a UUID that the
    /// dialplan has and others do not know is the nearest that AudioSocket has to a key. Default none: any UUID.
    /// </summary>
    public Dictionary<string, string> Calls { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The profile that answers where <see cref="Calls"/> does not say. Default: the default profile.</summary>
    public string? Profile { get; set; }

    /// <summary>
    /// A call from which no frame comes for so long is over, 1 s…1 h. Default 2 min: telephones that suppress silence send nothing while
    /// their users listen.
    /// </summary>
    [Within("00:00:01", "01:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Level of the noise that a caller hears while the agent is silent, −80…−40 dBFS; about −60 is a quiet room. Null, the default: none,
    /// and nothing is sent then.
    /// </summary>
    [Within(-80, -40)]
    public double? ComfortNoiseDbfs { get; set; }

    /// <summary>Beside this machine.</summary>
    internal NetworkList Allowed => new(Texts);

    /// <summary>Only of valid options.</summary>
    internal IPEndPoint EndPoint => new(IPAddress.Parse(Address), Port);

    /// <summary>The profiles that it names, each with its key.</summary>
    internal IEnumerable<(string Key, string Profile)> NamedProfiles =>
        Calls
            .Select(call => ($"{Section}:{nameof(Calls)}:{call.Key}", call.Value))
            .Concat(string.IsNullOrEmpty(Profile) ? [] : [($"{Section}:{nameof(Profile)}", Profile)]);

    private string[] Texts => AllowedNetworks.Split(',', SplitOptions);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return new($"{Section}:Address is '{Address}'; it must be an IP address, such as 127.0.0.1 or ::1.");
        }
        else if (Enabled && !IPAddress.IsLoopback(address) && Texts.Length == 0)
        {
            yield return new(
                $"{Section}:Address is '{Address}', where whoever reaches it could call: name the networks that may in "
                    + $"{Section}:AllowedNetworks, such as 10.0.0.0/24, or listen on 127.0.0.1."
            );
        }

        foreach (var text in Texts.Where(text => NetworkList.Parse(text) is null))
        {
            yield return new($"{Section}:AllowedNetworks has '{text}'; it must be networks like 10.0.0.0/24, or addresses.");
        }

        foreach (var call in Calls.Keys.Where(call => !Guid.TryParseExact(call, "D", out _)))
        {
            yield return new($"{Section}:Calls has '{call}'; it must be a UUID like 40325ec2-5efd-4bd3-805f-53576e581d13.");
        }
    }
}
