using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>The query parameters of <c>/v1/realtime</c>.</summary>
/// <param name="Model">As given; null when absent.</param>
/// <param name="Language">Null when absent, malformed or not allowed to be overridden.</param>
internal sealed record ConnectRequest(string? Model, string? Language, bool TranscriptionOnly)
{
    public static ConnectRequest Parse(IQueryCollection query, SessionOverrides allowed)
    {
        string? language = query["language"];
        var accepted = allowed.HasFlag(SessionOverrides.Language) && language is not null && LanguageCode.IsValid(language);
        string? model = query["model"];
        return new ConnectRequest(
            string.IsNullOrEmpty(model) ? null : model,
            accepted ? language : null,
            query["intent"] == SessionTypes.Transcription
        );
    }
}
