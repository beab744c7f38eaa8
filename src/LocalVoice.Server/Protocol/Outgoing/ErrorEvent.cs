using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>The <c>error</c> event.</summary>
internal static class ErrorEvent
{
    public const string ServerError = "server_error";

    public static void Write(EventBatch batch, ProtocolException error, string? clientEventId) =>
        Write(batch, error.Code, error.Message, error.Param, clientEventId);

    public static void Write(EventBatch batch, CommandFailed error) => Write(batch, error.Code, error.Message, error.Param, error.EventId);

    public static void Write(EventBatch batch, string code, string message, string? param, string? clientEventId)
    {
        var json = batch.Begin("error");
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, code == ServerError ? ServerError : "invalid_request_error");
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, Bounded(message));
        json.WriteString("param"u8, Bounded(param));
        json.WriteString("event_id"u8, clientEventId);
        json.WriteEndObject();
        batch.End();
    }

    /// <summary>A client can make its own names part of an error: they are cut, between characters.</summary>
    private static string? Bounded(string? text) =>
        text is null || text.Length <= FieldLimits.ErrorText
            ? text
            : text[..(FieldLimits.ErrorText - (char.IsHighSurrogate(text[FieldLimits.ErrorText - 1]) ? 1 : 0))];
}
