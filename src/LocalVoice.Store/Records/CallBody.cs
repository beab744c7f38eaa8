namespace LocalVoice.Store.Records;

/// <summary>A tool that the agent calls.</summary>
/// <param name="Server">The other server whose tool it is; null for the client's.</param>
/// <param name="Arguments">JSON, as the language model wrote it.</param>
public sealed record CallBody(string ItemId, string CallId, string Name, string? Server, string Arguments) : RecordBody(RecordKind.Call)
{
    internal override long Bytes => base.Bytes + 2L * Arguments.Length;
}
