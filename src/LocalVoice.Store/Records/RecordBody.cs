using System.Text.Json.Serialization;

namespace LocalVoice.Store.Records;

/// <summary>What a record says. Stored encrypted, as JSON.</summary>
/// <param name="Kind">Stored beside it.</param>
public abstract record RecordBody([property: JsonIgnore] RecordKind Kind)
{
    /// <summary>Bytes that it holds in memory, about.</summary>
    [JsonIgnore]
    internal virtual long Bytes => 256;
}
