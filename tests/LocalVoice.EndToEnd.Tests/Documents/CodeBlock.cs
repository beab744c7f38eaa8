using System.Text.Json;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Line">Of its opening fence, from 1.</param>
/// <param name="Language">The first word of its info string.</param>
/// <param name="Mark">The rest of it, which no reader sees on GitHub.</param>
internal sealed record CodeBlock(string Document, int Line, string Language, string Mark, string Text)
{
    private const string NoTest = "no-test: ";

    private static readonly string[] Servers = ["scripts/run.sh", "scripts/localvoice serve"];

    public string Name => $"{Document}:{Line}";

    /// <summary>Whether its server needs a configured API key to start: <c>needs-key</c>.</summary>
    public bool NeedsKey => Mark == "needs-key";

    public BlockKind Kind =>
        Mark.StartsWith(NoTest, StringComparison.Ordinal) && Mark.Length > NoTest.Length ? BlockKind.Untested
        : Mark.Length > 0 && !(NeedsKey && Language == "sh") ? BlockKind.Unknown
        : Language switch
        {
            "sh" => Serves ? BlockKind.Server : BlockKind.Commands,
            "json" => KindOfJson(),
            "js" or "python" or "csharp" => BlockKind.Sample,
            // A command that hides in a listing would never be run.
            "text" => Commands.Any(line => line.StartsWith("scripts/", StringComparison.Ordinal)) ? BlockKind.Unknown : BlockKind.Listing,
            _ => BlockKind.Unknown,
        };

    private IEnumerable<string> Commands => Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private bool Serves => Servers.Any(server => Commands.LastOrDefault("").StartsWith(server, StringComparison.Ordinal));

    private BlockKind KindOfJson()
    {
        try
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.ValueKind != JsonValueKind.Object ? BlockKind.Unknown
                : Has("LocalVoice") ? BlockKind.Settings
                : Has("type") ? BlockKind.Event
                : Has("session") ? BlockKind.SecretRequest
                : BlockKind.Unknown;

            bool Has(string name) => document.RootElement.TryGetProperty(name, out _);
        }
        catch (JsonException)
        {
            return BlockKind.Unknown;
        }
    }
}
