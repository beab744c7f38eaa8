using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Telephony.Calls;

/// <summary>The keypad of a call whose session is scripted, by a clock that the test turns.</summary>
public abstract class KeypadScenario : IAsyncLifetime
{
    private readonly CancellationTokenSource _over = new();
    private Task _running = Task.CompletedTask;

    /// <param name="unaskedPause">Null where unasked keys are not told.</param>
    protected KeypadScenario(TimeSpan? unaskedPause) => Keys = new(Session, unaskedPause, Time);

    private protected ArmedTime Time { get; } = new();

    private protected FakeVoiceSession Session { get; } = new("sess_1", new SessionSettings());

    private protected KeyPresses Keys { get; }

    public ValueTask InitializeAsync()
    {
        _running = Keys.RunAsync(_over.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Press(string keys)
    {
        foreach (var key in keys)
        {
            Keys.Press(key);
        }
    }

    private protected async Task<T> NextAsync<T>()
        where T : SessionCommand => Assert.IsType<T>(await Session.Commands.ReadAsync(TestClient.EventTimeout()));
}
