using System.Text.Json.Serialization;

namespace LocalVoice.Store.Records;

/// <summary>The voice of an item: the user's as the recogniser got it, the agent's as it was made, heard or not.</summary>
/// <param name="Role"><c>user</c> or <c>agent</c>.</param>
/// <param name="Whole">False where it was longer than is kept.</param>
/// <param name="Wav">A WAV file: 16-bit mono.</param>
public sealed record AudioBody(string ItemId, string Role, bool Whole, [property: JsonPropertyName("wav_base64")] byte[] Wav)
    : RecordBody(RecordKind.Audio)
{
    internal override long Bytes => base.Bytes + Wav.Length;
}
