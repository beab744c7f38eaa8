namespace LocalVoice.Store.Records;

/// <summary>A conversation's own data, which the database holds plain: lists, retention and deletion go by them.</summary>
/// <param name="Id">The session's.</param>
/// <param name="Caller">The name of the key that admitted it; empty where none was needed.</param>
/// <param name="Channel">What carried it: <c>websocket</c>, <c>webrtc</c>, <c>twilio</c>, <c>audiosocket</c>.</param>
/// <param name="EndedAt">Null while it lasts, and where its end was lost.</param>
public sealed record Conversation(string Id, string Caller, string Channel, DateTimeOffset StartedAt, DateTimeOffset? EndedAt = null);

/// <summary>A conversation as a list shows it.</summary>
/// <param name="Records">Stored of it.</param>
public sealed record ListedConversation(Conversation Conversation, long Records);
