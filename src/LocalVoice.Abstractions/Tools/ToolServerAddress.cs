namespace LocalVoice.Tools;

/// <summary>Where a server of tools is, and what it is told with every request. Its text has the address only.</summary>
/// <param name="Headers">Of HTTP, in order; they may hold keys.</param>
public sealed record ToolServerAddress(Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public bool Equals(ToolServerAddress? other) => other is not null && Url == other.Url && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() => HashCode.Combine(Url, Headers.Count);

    public override string ToString() => $"{Url.Host}:{Url.Port}";
}
