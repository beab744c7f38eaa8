using System.Threading.Channels;
using LocalVoice.Server.Http.Speech;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Wyoming.Speaking;

/// <summary>A text that is said while it is written. One writer.</summary>
internal sealed class WrittenText : IAsyncDisposable
{
    // Parts that wait for the voice; then the client does. A language model writes one for each word or so.
    private const int WaitingParts = 64;

    private readonly Channel<string> _parts = Channel.CreateBounded<string>(WaitingParts);
    private readonly CancellationTokenSource _end;
    private readonly Task _speaking;
    private readonly IDisposable _request;
    private int _length;

    /// <summary>How long its text takes to be said, about: 20 characters in a second.</summary>
    public TimeSpan Spoken => TimeSpan.FromSeconds(_length / 20.0);

    /// <param name="speak">Says the parts as they come.</param>
    /// <param name="request">Disposed with the text.</param>
    public WrittenText(
        Func<IAsyncEnumerable<string>, CancellationToken, Task> speak,
        IDisposable request,
        CancellationToken cancellationToken
    )
    {
        _request = request;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _speaking = RunAsync(speak);
    }

    /// <summary>Waits while the voice is too far behind.</summary>
    /// <exception cref="ProtocolException">The whole is longer than is read aloud.</exception>
    /// <exception cref="Exception">The voice failed.</exception>
    public async ValueTask AddAsync(EventField text)
    {
        var part = text.Text(SpeechRequest.LongestInput);
        _length += part.Length;
        if (_length > SpeechRequest.LongestInput)
        {
            throw text.TooLong($"A stream of text has at most {SpeechRequest.LongestInput} characters, but this one has {_length}.");
        }

        try
        {
            await _parts.Writer.WriteAsync(part, _end.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await _speaking.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the text, and returns when all of it was said.</summary>
    /// <exception cref="Exception">The voice failed.</exception>
    public Task FinishAsync()
    {
        _parts.Writer.TryComplete();
        return _speaking;
    }

    /// <summary>Gives up what was not said.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _request.Dispose();
    }

    private async Task RunAsync(Func<IAsyncEnumerable<string>, CancellationToken, Task> speak)
    {
        try
        {
            await speak(_parts.Reader.ReadAllAsync(_end.Token), _end.Token).ConfigureAwait(false);
        }
        finally
        {
            _parts.Writer.TryComplete();
        }
    }
}
