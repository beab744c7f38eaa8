namespace LocalVoice.Server.Configuration;

/// <summary>The addresses that tools' servers may have (<see cref="McpOptions.AllowedAddresses"/>).</summary>
internal sealed class ToolAddresses(IEnumerable<string> entries)
{
    private readonly Uri[] _allowed = [.. entries.Select(Parse).OfType<Uri>()];

    /// <summary>Whether an address is one of these or below. A path that hides where it leads is not.</summary>
    public bool Allows(Uri address) => IsPlain(address) && Array.Exists(_allowed, allowed => IsBelow(allowed, address));

    /// <param name="entry">An address, or a host with or without a port, which is reached over <c>https</c>.</param>
    /// <returns>Null when it is none.</returns>
    public static Uri? Parse(string entry)
    {
        var written = entry.Contains("://", StringComparison.Ordinal) ? entry : $"https://{entry}";
        return Uri.TryCreate(written, UriKind.Absolute, out var address) && IsPlain(address) && address.Query.Length == 0 ? address : null;
    }

    private static bool IsPlain(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Host.Length: > 0, UserInfo: "", Fragment: "" }
        && !address.AbsolutePath.Contains("%2f", StringComparison.OrdinalIgnoreCase)
        && !address.AbsolutePath.Contains("%5c", StringComparison.OrdinalIgnoreCase)
        && !address.AbsolutePath.Contains("%2e", StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(Uri allowed, Uri address) =>
        allowed.Scheme == address.Scheme
        && allowed.Port == address.Port
        && allowed.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase)
        && $"{address.AbsolutePath.TrimEnd('/')}/".StartsWith($"{allowed.AbsolutePath.TrimEnd('/')}/", StringComparison.Ordinal);
}
