using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>
/// Code and type of a service's error, in the forms <c>{"error":{"type":"tokens","code":"rate_limit_exceeded"}}</c> (OpenAI,
/// Groq), <c>[{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}]</c> (Gemini) and <c>{"error":"…"}</c>. The free text is
/// not kept: it may repeat what was said.
/// </summary>
/// <param name="Status">An HTTP status amid the body; null for none.</param>
/// <param name="Codes">Identifiers only; may be empty.</param>
internal sealed partial record ServiceErrorBody(int? Status, IReadOnlyList<string> Codes)
{
    private const int MostBytes = 16 * 1024;

    public static ServiceErrorBody None { get; } = new(null, []);

    /// <summary>Reads at most 16 KiB; what is no such JSON gives <see cref="None"/>.</summary>
    public static async Task<ServiceErrorBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(buffer, MostBytes, false, cancellationToken).ConfigureAwait(false);
            return Parse(buffer.AsSpan(0, length));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return None;
        }
    }

    public static ServiceErrorBody Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            root = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? Of(error) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <param name="error">The value of <c>error</c>.</param>
    public static ServiceErrorBody Of(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        int? status =
            error.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var code)
                ? code
                : null;
        var codes = new List<string>();
        foreach (var name in (string[])["code", "type", "status"])
        {
            Add(codes, error, name);
        }

        if (error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in details.EnumerateArray())
            {
                Add(codes, detail, "reason");
            }
        }

        return new(status, codes);
    }

    public bool Has(string code) => Codes.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static void Add(List<string> codes, JsonElement holder, string name)
    {
        if (
            holder.ValueKind == JsonValueKind.Object
            && holder.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            && value.GetString() is { } code
            && Identifier().IsMatch(code)
            && !codes.Contains(code)
        )
        {
            codes.Add(code);
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.]{0,63}\z")]
    private static partial Regex Identifier();
}
