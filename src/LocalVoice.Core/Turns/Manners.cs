using System.Collections.Frozen;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>
/// Speaks first where nobody does: a greeting when the session begins, and a question, <c>Data/still-there.json</c>, when the user has
/// said nothing for a while after the agent (<see cref="TurnDetection.IdleTimeout"/>). Used by the session's loop only; wakes it by an
/// <see cref="IdleDue"/>.
/// </summary>
internal sealed class Manners(
    SessionContext session,
    AudioInput input,
    VadTurns turns,
    DecidedTurns decided,
    UserItems items,
    ResponseCoordinator responses,
    Func<object, ValueTask> post
) : IDisposable
{
    // Whoever has not answered twice is not there.
    private const int MostInARow = 2;

    private static readonly FrozenDictionary<string, string> StillThere = EmbeddedData
        .Read<Dictionary<string, string>>("Turns/Data/still-there.json")
        .ToFrozenDictionary();

    private readonly LoopTimer _timer = new(session.Time, post, new IdleDue());
    private bool _greeted;
    private long? _due;
    private long _quietFrom;
    private int _inARow;

    /// <summary>Whether the agent was the last to speak, has been heard out, and nobody says anything.</summary>
    private bool IsIdle =>
        turns.Open is null
        && decided.IsEmpty
        && responses.UntilSilent is { } silence
        && silence <= TimeSpan.Zero
        && session.History.LastSaid is MessageItem { Role: ConversationRole.Agent };

    /// <summary>
    /// The client is there: it has sent its settings, or audio. Greets it once, unless it has told of a conversation that goes on.
    /// </summary>
    public ValueTask GreetAsync()
    {
        if (_greeted || session.Settings.Greeting.Length == 0)
        {
            return default;
        }

        _greeted = true;
        return session.History.HasBegun ? default : decided.SayAsync(session.Settings.Greeting);
    }

    /// <summary>Watches how long nobody has said anything.</summary>
    public void Watch()
    {
        _inARow = turns.Open is null ? _inARow : 0;
        if (session.Settings.TurnDetection.IdleTimeout is not { } timeout || !IsIdle)
        {
            _due = null;
            return;
        }

        if (_due is null && _inARow < MostInARow)
        {
            _due = session.Time.GetTimestamp() + (long)(timeout.TotalSeconds * session.Time.TimestampFrequency);
            _quietFrom = input.Position;
            _timer.Set(timeout);
        }
    }

    /// <summary>Handles <see cref="IdleDue"/>.</summary>
    public async ValueTask AskAsync()
    {
        if (_due is not { } due || session.Time.GetTimestamp() < due || !IsIdle)
        {
            return;
        }

        (_due, _inARow) = (null, _inARow + 1);
        await items.TimedOutAsync(AudioInput.TimeOf(_quietFrom), AudioInput.TimeOf(input.Position)).ConfigureAwait(false);
        await decided.SayAsync(StillThere.GetValueOrDefault(LanguageTag.Base(session.Language))).ConfigureAwait(false);
    }

    public void Dispose() => _timer.Dispose();
}

/// <summary>The user may have said nothing for long enough.</summary>
internal sealed record IdleDue;
