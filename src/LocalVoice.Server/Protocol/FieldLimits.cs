namespace LocalVoice.Server.Protocol;

/// <summary>
/// Bounds of what a client sends and the server keeps or sends back, besides the texts of
/// <see cref="Core.Conversation.ConversationOptions"/>. Where no source is named: well above what stock clients send.
/// </summary>
internal static class FieldLimits
{
    /// <summary>Characters of an <c>event_id</c> (OpenAI's limit).</summary>
    public const int EventId = 512;

    /// <summary>Characters of an item's or a response's id.</summary>
    public const int Id = 256;

    /// <summary>Characters of a voice's name.</summary>
    public const int Voice = 256;

    /// <summary>Pairs of <c>metadata</c> (OpenAI's limit, as the next two).</summary>
    public const int MetadataPairs = 16;

    public const int MetadataKey = 64;
    public const int MetadataValue = 512;

    /// <summary>The session object without its instructions, in bytes of JSON: tools, vocabulary, whatever is only echoed.</summary>
    public const int SessionBytes = 128 * 1024;

    /// <summary>Updates of the session that it has not answered yet.</summary>
    public const int PendingUpdates = 32;

    /// <summary>Unknown fields of one event that are told, each by an error.</summary>
    public const int UnknownFields = 8;

    /// <summary>Functions of a session or a response (OpenAI's limit).</summary>
    public const int Tools = 128;

    /// <summary>Characters of a function's name (OpenAI's limit).</summary>
    public const int ToolName = 64;

    /// <summary>Servers of tools of a session or a response.</summary>
    public const int ToolServers = 8;

    /// <summary>Characters of such a server's address.</summary>
    public const int Url = 2048;

    /// <summary>Headers that such a server gets, and characters of a value.</summary>
    public const int Headers = 32;

    public const int HeaderValue = 8192;

    /// <summary>Items of a response's <c>input</c>.</summary>
    public const int ResponseInput = 1000;

    /// <summary>Characters of an error's message and of its <c>param</c>, which may contain names from the client.</summary>
    public const int ErrorText = 1024;
}
