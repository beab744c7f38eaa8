using Microsoft.Extensions.AI;

namespace LocalVoice.Remote;

/// <summary>Carries the <see cref="BackendReport"/> of a chat request in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
public static class ChatOptionsReport
{
    private const string Key = "localvoice.report";

    public static ChatOptions WithReport(this ChatOptions options, BackendReport report)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[Key] = report;
        return options;
    }

    /// <summary>The report that was handed over, or one that nobody reads.</summary>
    public static BackendReport Report(this ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true && value is BackendReport report ? report : new();
}
