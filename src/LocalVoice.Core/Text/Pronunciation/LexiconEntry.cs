namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>A lexicon entry as read.</summary>
/// <param name="Line">Line number, from 1.</param>
/// <param name="Respelling">Null when the line has none.</param>
/// <param name="Error">Why the line is invalid; null for none.</param>
internal readonly record struct LexiconEntry(long Line, string Word, string? Respelling, string? Error = null);
