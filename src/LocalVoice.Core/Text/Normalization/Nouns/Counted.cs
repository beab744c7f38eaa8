namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>What stands behind a number.</summary>
/// <param name="Noun">The noun that may be counted; empty where none is.</param>
/// <param name="Adjective">The adjective of one form before it, or alone; empty where none is.</param>
/// <param name="IsShared">Whether another number stands between: <c>1 o 2 horas</c>.</param>
/// <param name="IsThousands">Whether "mil" follows the number.</param>
/// <param name="IsMillions">Whether a masculine scale follows: <c>21 millones</c>.</param>
/// <param name="IsFemininePart">Whether it is one of several feminine things: <c>1 de las tres</c>.</param>
internal readonly record struct Counted(
    string Noun,
    string Adjective = "",
    bool IsShared = false,
    bool IsThousands = false,
    bool IsMillions = false,
    bool IsFemininePart = false
);
