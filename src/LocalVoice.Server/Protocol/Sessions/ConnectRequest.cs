using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>The query parameters of <c>/v1/realtime</c>.</summary>
/// <param name="Model">As given; null when absent.</param>
/// <param name="Language">Null when absent or not allowed to be overridden.</param>
/// <param name="Extensions">Whether the session has those of README.md, whatever its framing.</param>
internal sealed record ConnectRequest(string? Model, string? Language, bool TranscriptionOnly, bool Extensions = false)
{
    public const string LanguageParameter = "language";

    /// <exception cref="ProtocolException">The language may be overridden, and is malformed.</exception>
    public static ConnectRequest Parse(IQueryCollection query, SessionOverrides allowed)
    {
        string? model = query["model"];
        return new ConnectRequest(
            string.IsNullOrEmpty(model) ? null : model,
            allowed.HasFlag(SessionOverrides.Language) ? LanguageOf(query[LanguageParameter]) : null,
            query["intent"] == SessionTypes.Transcription
        );
    }

    /// <param name="why">Names the value.</param>
    public static ProtocolException InvalidLanguage(string why) => new("invalid_value", why, LanguageParameter);

    private static string? LanguageOf(string? language) =>
        string.IsNullOrEmpty(language) ? null
        : LanguageCode.Read(language) is { } code ? code
        : throw InvalidLanguage($"Invalid value for 'language': '{language}'. Expected {LanguageCode.Expected}.");
}
