namespace LocalVoice.Store.Records;

/// <summary>What somebody said or wrote.</summary>
/// <param name="Role"><c>user</c>, <c>agent</c> or <c>system</c>.</param>
/// <param name="Text">Null where what was said has no transcript.</param>
/// <param name="Status"><c>completed</c>, <c>cancelled</c>, <c>incomplete</c> or <c>failed</c>.</param>
/// <param name="Aside">Whether it is no part of the conversation.</param>
public sealed record ItemBody(string ItemId, string Role, string? Text, bool Spoken, string Status, bool Aside = false)
    : RecordBody(RecordKind.Item)
{
    internal override long Bytes => base.Bytes + 2L * (Text?.Length ?? 0);
}
