namespace LocalVoice.Store.Records;

/// <summary>What a tool has come to, or what the client says to a call.</summary>
/// <param name="CallId">Of the <see cref="CallBody"/>; of an approval, the id of the item that asked for it.</param>
/// <param name="Output">Null for an error.</param>
/// <param name="Approved">Null unless it is an approval or its refusal.</param>
public sealed record OutputBody(string ItemId, string CallId, string? Output, string? Error, bool? Approved = null)
    : RecordBody(RecordKind.Output)
{
    internal override long Bytes => base.Bytes + 2L * ((Output?.Length ?? 0) + (Error?.Length ?? 0));
}
