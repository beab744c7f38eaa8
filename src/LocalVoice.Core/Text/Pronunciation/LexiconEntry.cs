namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>An entry as it was read.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Respelling">Null where the line has none.</param>
/// <param name="Error">What is wrong with the line itself, if anything.</param>
internal readonly record struct LexiconEntry(long Line, string Word, string? Respelling, string? Error = null);
