namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>A microphone that is open all the time: what is said, and silence around it, 40 ms at a time at the pace of speech.</summary>
internal sealed class Microphone : IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);
    private readonly Lock _lock = new();
    private readonly Queue<(byte[] Audio, TaskCompletionSource Said)> _words = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _recording;
    private readonly int _frameBytes;
    private readonly byte _silence;
    private int _at;

    /// <param name="send">Takes every frame.</param>
    /// <param name="bytesPerSecond">Of the encoding.</param>
    /// <param name="silence">The byte that is silence in it.</param>
    public Microphone(Func<byte[], Task> send, int bytesPerSecond = 2 * SpokenBytes.RateHz, byte silence = 0)
    {
        (_frameBytes, _silence) = (bytesPerSecond * Frame.Milliseconds / 1000, silence);
        _recording = RecordAsync(send);
    }

    /// <summary>Completes when the last of it was sent.</summary>
    public Task SayAsync(byte[] audio)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _words.Enqueue((audio, said));
        }

        return said.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task RecordAsync(Func<byte[], Task> send)
    {
        using var clock = new PeriodicTimer(Frame);
        while (await clock.WaitForNextTickAsync(_over.Token))
        {
            await send(Record());
        }
    }

    private byte[] Record()
    {
        var frame = new byte[_frameBytes];
        lock (_lock)
        {
            if (!_words.TryPeek(out var words))
            {
                frame.AsSpan().Fill(_silence);
                return frame;
            }

            var piece = words.Audio.AsSpan(_at, Math.Min(_frameBytes, words.Audio.Length - _at));
            piece.CopyTo(frame);
            frame.AsSpan(piece.Length).Fill(_silence);
            _at += piece.Length;
            if (_at == words.Audio.Length)
            {
                _at = 0;
                _words.Dequeue().Said.SetResult();
            }

            return frame;
        }
    }
}
