namespace LocalVoice.Store.Records;

/// <summary>A record as the database holds it.</summary>
/// <param name="Ordinal">Within the conversation, from 1, in the order in which things happened.</param>
/// <param name="Kind">A name of <see cref="RecordKind"/>.</param>
/// <param name="KeyId">Of the key that encrypted it.</param>
/// <param name="Body">Nonce, ciphertext, tag.</param>
internal sealed record SealedRecord(string ConversationId, int Ordinal, string Kind, DateTimeOffset At, string KeyId, byte[] Body);
