using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>
/// What becomes of a conversation that the model's context has no room for: its oldest turns are left out. A wish: services that
/// shorten conversations themselves, or refuse them, ignore it. Carried in <see cref="ChatOptions.AdditionalProperties"/>.
/// </summary>
/// <param name="Allowed">Whether turns may be left out; else the request is refused.</param>
/// <param name="Retained">Share of the room that is used once turns must be left out, 0…1; null for the engine's own choice.</param>
/// <param name="MostTokens">Most tokens of the conversation without the instructions; null for what the context has room for.</param>
public sealed record Truncation(bool Allowed, double? Retained = null, int? MostTokens = null)
{
    /// <summary>As the engine thinks best.</summary>
    public static Truncation Auto { get; } = new(Allowed: true);

    /// <summary>Nothing is left out.</summary>
    public static Truncation Disabled { get; } = new(Allowed: false);
}

/// <summary>Reads and writes the <see cref="Truncation"/> of chat options.</summary>
public static class ChatOptionsTruncation
{
    private const string Key = "localvoice.truncation";

    public static ChatOptions WithTruncation(this ChatOptions options, Truncation truncation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (truncation != LocalVoice.Chat.Truncation.Auto)
        {
            (options.AdditionalProperties ??= [])[Key] = truncation;
        }

        return options;
    }

    /// <summary><see cref="Truncation.Auto"/> when nobody has set another.</summary>
    public static Truncation Truncation(this ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true && value is Truncation set
            ? set
            : LocalVoice.Chat.Truncation.Auto;
}
