using System.Collections.Frozen;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Maps client events, except audio and <c>session.update</c>, to commands.</summary>
internal static class ClientEvents
{
    public const string SessionUpdate = "session.update";
    public const string Append = "input_audio_buffer.append";

    // Upper bound of a time in an event: 24 h, the default session lifetime.
    private const int LongestAudioMs = 24 * 60 * 60 * 1000;

    private static readonly FrozenDictionary<string, Func<EventField, EventContext, SessionCommand>> Standard = new Dictionary<
        string,
        Func<EventField, EventContext, SessionCommand>
    >
    {
        ["input_audio_buffer.commit"] = (_, _) => new CommitInput(),
        ["input_audio_buffer.clear"] = (_, _) => new ClearInput(),
        ["conversation.item.create"] = (body, context) => ReadCreate(body, context.Limits),
        ["conversation.item.retrieve"] = (body, _) => new RetrieveItem(body["item_id"].Text(FieldLimits.Id)),
        ["conversation.item.delete"] = (body, _) => new DeleteItem(body["item_id"].Text(FieldLimits.Id)),
        ["conversation.item.truncate"] = (body, _) => ReadTruncate(body),
        ["response.create"] = (body, context) => new CreateResponse(ResponseRequestReader.Read(body["response"], context)),
        ["response.cancel"] = (body, _) => new CancelResponse(body["response_id"].TextOrNull(FieldLimits.Id)),
        ["output_audio_buffer.clear"] = (_, _) => new ClearOutput(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<EventField, EventContext, SessionCommand>> Extended = new Dictionary<
        string,
        Func<EventField, EventContext, SessionCommand>
    >(Standard)
    {
        ["localvoice.playback.position"] = (body, _) =>
            new PlaybackPosition(body["ordinal"].Integer(0, int.MaxValue), body["sample"].Integer64(0)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="ProtocolException">The event is unknown, or one of its fields is invalid or too long.</exception>
    public static SessionCommand Read(string type, EventField body, EventContext context)
    {
        var known = context.Framing == Framing.LocalVoice ? Extended : Standard;
        return known.TryGetValue(type, out var read)
            ? read(body, context)
            : throw body["type"].NotOneOf(known.Keys.Append(SessionUpdate).Append(Append).Order(StringComparer.Ordinal));
    }

    private static SessionCommand ReadCreate(EventField body, ConversationOptions limits)
    {
        var (item, place) = (body["item"], body["previous_item_id"].TextOrNull(FieldLimits.Id));
        return RecordedSpeech.TryRead(item, out var id, out var audio)
            ? new CreateSpeech(id, audio, place)
            : new CreateItem(ItemReader.Read(item, limits), place);
    }

    private static TruncateItem ReadTruncate(EventField body) =>
        new(
            body["item_id"].Text(FieldLimits.Id),
            body["content_index"].Integer(0, 0),
            TimeSpan.FromMilliseconds(body["audio_end_ms"].Integer(0, LongestAudioMs))
        );
}
