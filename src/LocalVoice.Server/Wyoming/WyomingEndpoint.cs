using System.Net;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Wyoming;

/// <summary>Where the server listens for Home Assistant.</summary>
public sealed class WyomingEndpoint
{
    private volatile IPEndPoint? _bound;

    /// <summary>With the port that it has; null before the server has started, and where it does not listen.</summary>
    public IPEndPoint? Bound
    {
        get => _bound;
        internal set => _bound = value;
    }

    /// <summary>What the settings say, in a sentence: where it listens, and for whom.</summary>
    /// <param name="options">Valid ones.</param>
    public static string Describe(WyomingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var others = options.AllowedNetworks.Count == 0 ? "" : $" and {string.Join(", ", options.AllowedNetworks)}";
        return !options.Enabled ? "Wyoming (Home Assistant): off."
            : IPAddress.IsLoopback(options.EndPoint.Address)
                ? $"Wyoming (Home Assistant): listens on {options.EndPoint}, which only this machine reaches."
            : $"Wyoming (Home Assistant): listens on {options.EndPoint}, without keys, for this machine{others}.";
    }
}
