using System.Net.Http.Headers;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>What the headers of a refused handshake say.</summary>
internal sealed class HandshakeHeaders(IReadOnlyDictionary<string, IEnumerable<string>>? headers)
{
    /// <summary>Why, in the service's words.</summary>
    public string? Error => Value("dg-error");

    public TimeSpan? RetryAfter(TimeProvider time) =>
        RetryConditionHeaderValue.TryParse(Value("Retry-After"), out var value) ? Of(value, time) : null;

    /// <returns>From now; null for none.</returns>
    public static TimeSpan? Of(RetryConditionHeaderValue? value, TimeProvider time) =>
        value?.Delta ?? (value?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - time.GetUtcNow()).Ticks)) : null);

    private string? Value(string name) =>
        headers?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
