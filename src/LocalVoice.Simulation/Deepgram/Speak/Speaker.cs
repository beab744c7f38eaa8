using System.Threading.Channels;
using LocalVoice.Simulation.Deepgram.Connections;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>Says flushed texts one after another, faster than real time, until it is cleared.</summary>
internal sealed class Speaker : IAsyncDisposable
{
    private const int LongestQueue = 64;

    private readonly DeepgramConnection _connection;
    private readonly SpokenVoice _voice;
    private readonly Channel<(string Text, CancellationToken Cleared)> _texts = Channel.CreateBounded<(string, CancellationToken)>(
        LongestQueue
    );
    private readonly SemaphoreSlim _telling = new(1);
    private readonly Task _saying;
    private CancellationTokenSource _clear;
    private int _sequenceId;

    public Speaker(DeepgramConnection connection, SpokenVoice voice)
    {
        (_connection, _voice) = (connection, voice);
        _clear = CancellationTokenSource.CreateLinkedTokenSource(connection.Gone);
        _saying = SayAllAsync();
    }

    public ValueTask SayAsync(string text) => _texts.Writer.WriteAsync((text, _clear.Token));

    /// <summary>After it comes no audio of a text before it.</summary>
    public async Task ClearAsync()
    {
        await StopAsync().ConfigureAwait(false);
        var next = CancellationTokenSource.CreateLinkedTokenSource(_connection.Gone);
        (var cleared, _clear) = (_clear, next);
        cleared.Dispose();
        await TellAsync(Outgoing.Text(SpeakMessages.Done("Cleared", _sequenceId++)), _connection.Gone).ConfigureAwait(false);
    }

    /// <summary>Whatever is being said ends here.</summary>
    public Task StopAsync() => _clear.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        _texts.Writer.TryComplete();
        await StopAsync().ConfigureAwait(false);
        await _saying.ConfigureAwait(false);
        _clear.Dispose();
        _telling.Dispose();
    }

    private async Task SayAllAsync()
    {
        await foreach (var (text, cleared) in _texts.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await SayAsync(text, cleared).ConfigureAwait(false);
            }
            catch (OperationCanceledException) { }
        }
    }

    private async Task SayAsync(string text, CancellationToken cleared)
    {
        var fault = _connection.Faults.Next();
        var work = _connection.Delays.Draw("speak.first");
        foreach (var chunk in _voice.Say(text))
        {
            await Task.Delay(work, _connection.Time, cleared).ConfigureAwait(false);
            await TellAsync(Outgoing.Audio(chunk) with { IsResult = true, Fault = fault }, cleared).ConfigureAwait(false);
            work = _connection.Delays.Draw("speak.second") * SpokenVoice.Chunk.TotalSeconds;
        }

        await TellAsync(Outgoing.Text(SpeakMessages.Done("Flushed", _sequenceId++)), cleared).ConfigureAwait(false);
    }

    /// <summary>What is cleared is not told: the check and the telling are one.</summary>
    private async Task TellAsync(Outgoing message, CancellationToken cleared)
    {
        await _telling.WaitAsync(cleared).ConfigureAwait(false);
        try
        {
            cleared.ThrowIfCancellationRequested();
            await _connection.Outbox.SendAsync(message).ConfigureAwait(false);
        }
        finally
        {
            _telling.Release();
        }
    }
}
