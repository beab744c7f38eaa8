using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Clips;

/// <summary>A recording of a person, or of a voice that speaks as one.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="Language">What is spoken: <c>en</c>, <c>es</c> ….</param>
/// <param name="Text">The words, as somebody wrote them down; null where nobody did.</param>
public sealed record Clip(string File, string Language, string? Text, Recording Recording);
