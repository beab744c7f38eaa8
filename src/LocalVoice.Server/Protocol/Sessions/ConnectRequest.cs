using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>What the query of <c>/v1/realtime</c> asks for.</summary>
/// <param name="Model">As given; null where absent.</param>
/// <param name="Language">Null where absent, malformed or not the client's to choose.</param>
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
