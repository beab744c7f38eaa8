namespace LocalVoice.Store.Records;

/// <summary>How much of the agent's item the user heard.</summary>
/// <param name="HeardMs">Milliseconds of its audio.</param>
public sealed record TruncationBody(string ItemId, double HeardMs) : RecordBody(RecordKind.Truncation);
