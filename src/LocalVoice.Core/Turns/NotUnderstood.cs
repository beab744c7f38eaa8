using System.Collections.Frozen;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>
/// What the user said beyond doubt and nobody understood: the agent says so, in the session's language. The lines are
/// <c>Data/not-understood.json</c>. Used by the session's loop only.
/// </summary>
internal sealed class NotUnderstood(SessionContext session, TurnOptions options)
{
    /// <summary>Error code of the item's transcription.</summary>
    public const string Code = "not_understood";

    // A line in place of an answer is of no use to whoever has heard it twice.
    private const int MostInARow = 2;

    private static readonly FrozenDictionary<string, string> Lines = EmbeddedData
        .Read<Dictionary<string, string>>("Turns/Data/not-understood.json")
        .ToFrozenDictionary();
    private int _inARow;

    private bool IsWanted =>
        options.NotUnderstood switch
        {
            NotUnderstoodMode.Always => true,
            NotUnderstoodMode.Never => false,
            _ => session.Settings is { Extensions: true, TurnDetection.Mode: TurnDetectionMode.SemanticVad },
        };

    /// <summary>Whether a turn that has no words was speech all the same, and no failure of the recogniser's.</summary>
    public bool Is(UserTurn turn, FinalDecoded final) =>
        IsWanted
        && final is { Failure: null, Transcript.Text: "" }
        && turn is { Manual: false, Committed: false, Continues: null, BargeIn: BargeInState.None }
        && turn.CertainSpeech >= options.NotUnderstoodFrom;

    /// <summary>What the agent says.</summary>
    /// <returns>Null when it has just said so twice, or has no words for it in the language.</returns>
    public string? Next() => _inARow++ < MostInARow ? Lines.GetValueOrDefault(LanguageTag.Base(session.Language)) : null;

    /// <summary>The user was understood.</summary>
    public void Reset() => _inARow = 0;
}

/// <summary>When the agent says that it has not understood.</summary>
public enum NotUnderstoodMode
{
    /// <summary>For clients with extensions whose turns end by <see cref="TurnDetectionMode.SemanticVad"/>.</summary>
    Automatic,
    Always,
    Never,
}
