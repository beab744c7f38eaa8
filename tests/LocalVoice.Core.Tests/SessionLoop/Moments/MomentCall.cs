using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// A call in which everything waits for the test: words are read from the audio, a recogniser, a language model and a voice
/// go on when released. It keeps what the user said and the client has not thrown away.
/// </summary>
public sealed class MomentCall : IAsyncDisposable
{
    public const string Answer = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis.";

    // Whoever interrupts does so by words: how long a hum takes until the agent's last word is sent is not for a table.
    private static readonly PipelineOptions WordsDecide = new() { BargeIn = new() { WithoutTranscript = TimeSpan.FromSeconds(5) } };
    private readonly List<string> _kept = [];
    private readonly List<string> _open = [];
    private readonly List<string> _thrownAway = [];
    private int _turnsEnded;

    public MomentCall(bool extensions, TurnDetection turns)
    {
        Failures = new();
        Scenario = new(
            new SessionSettings { Extensions = extensions, TurnDetection = turns },
            new() { Synthesizer = new() { PerCharacter = TimeSpan.FromMilliseconds(10) } },
            WordsDecide,
            failures: Failures
        );
        Current = Scenario.Settings;
        Scenario.Recognizer.Hear = ToneWords.Hear;
        Scenario.Chat.Replies.Then(Answer);
        Scenario.Chat.FirstWordHold.Engage();
    }

    public SessionScenario Scenario { get; }

    public RecordedFailures Failures { get; }

    /// <summary>The settings that the client asked for last.</summary>
    public SessionSettings Current { get; private set; }

    public bool IsManual => Current.TurnDetection.Mode is TurnDetectionMode.Manual;

    /// <summary>Whether the client sends no more, since the session ends or it has hung up.</summary>
    public bool Over { get; set; }

    /// <summary>False once the recogniser failed: what it was given then is lost.</summary>
    public bool KeepsWords { get; private set; } = true;

    /// <summary>Number of the next word.</summary>
    public int NextWord { get; private set; } = 1;

    /// <summary>The words that the agent must get to know, in order.</summary>
    public IReadOnlyList<string> Owed => [.. _kept, .. _open];

    /// <summary>The words that the agent must never get to know.</summary>
    public IReadOnlyList<string> ThrownAway => _thrownAway;

    /// <summary>Two words: 440 ms.</summary>
    public async Task SayAsync()
    {
        NoteEndedTurns();
        var before = _open.Count;
        for (var i = 0; i < 2; i++)
        {
            _open.Add($"w{NextWord}");
            await Scenario.SayWordAsync(NextWord++);
        }

        // A turn whose transcript is late may end only when the next begins.
        NoteEndedTurns(before);
    }

    public Task SendAsync(SessionCommand command) => Scenario.Session.SendAsync(command, CancellationToken.None).AsTask();

    public async Task UpdateAsync(SessionSettings settings)
    {
        NoteEndedTurns();
        Current = settings;
        await SendAsync(new UpdateSettings(settings));
        await Scenario.SettleAsync();

        // The client may take over a turn in progress: its detection ends, but not the turn.
        _turnsEnded = CountEndedTurns();
    }

    public async Task ClearAsync()
    {
        NoteEndedTurns();
        _thrownAway.AddRange(_open);
        _open.Clear();
        await SendAsync(new ClearInput());
        await Scenario.SettleAsync();
        _turnsEnded = CountEndedTurns();
    }

    /// <summary>Lets the decodes that wait end: with the words that were said, others, or a failure.</summary>
    public async Task TranscribeAsync(Func<float[], string>? hear = null, Exception? failure = null)
    {
        var recognizer = Scenario.Recognizer;
        KeepsWords &= hear is null && failure is null;
        (recognizer.Hear, recognizer.FinalFailure) = (hear ?? ToneWords.Hear, failure);
        recognizer.FinalHold.Release();
        await recognizer.FinalsEnded.ReachesAsync(recognizer.FinalDecodes.Count);
        (recognizer.Hear, recognizer.FinalFailure) = (ToneWords.Hear, null);
    }

    public void Release()
    {
        Scenario.Recognizer.FinalHold.Release();
        Scenario.Recognizer.InterimHold.Release();
        Scenario.Chat.FirstWordHold.Release();
        Scenario.Chat.LaterWordsHold.Release();
        Scenario.Synthesizer.Hold.Release();
        Scenario.Chat.Failure = Scenario.Synthesizer.Failure = null;
    }

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();

    /// <summary>Words of turns that have ended are the agent's to hear, whatever the client throws away.</summary>
    private void NoteEndedTurns(int? words = null)
    {
        if (CountEndedTurns() is var ended && ended != _turnsEnded)
        {
            _turnsEnded = ended;
            _kept.AddRange(_open.Take(words ?? _open.Count));
            _open.RemoveRange(0, words ?? _open.Count);
        }
    }

    private int CountEndedTurns() => IsManual ? Scenario.Log.Of<InputCommitted>().Count : Scenario.Log.Of<SpeechStopped>().Count;
}
