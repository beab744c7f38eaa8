using System.Threading.Channels;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>An utterance at a recogniser that hears what the test says of its turn.</summary>
public sealed class FakeTurnTakingStream(FakeRecognizer recognizer, RecognitionOptions options)
    : FakeRecognitionStream(recognizer, options),
        ITurnTakingStream
{
    private readonly RecordedTurns _turns = new();

    public ChannelReader<HeardTurn> Turns => _turns;

    /// <summary>Returns when whoever listens has taken it.</summary>
    /// <exception cref="TimeoutException">Nobody does.</exception>
    public async Task HearAsync(TurnHearing hearing, string transcript)
    {
        var duration = TimeSpan.FromSeconds(Utterance.Length / 16_000.0);
        await _turns.WriteAsync(new(hearing, new(transcript, Options.Language, duration, [])));
    }

    /// <summary>It hears no more ends of turns.</summary>
    public void StopHearing(Exception? failure = null) => _turns.Complete(failure);

    public override ValueTask DisposeAsync()
    {
        _turns.Complete(null);
        return base.DisposeAsync();
    }

    /// <summary>Knows when the reader has done with an item: it asks for the next.</summary>
    private sealed class RecordedTurns : ChannelReader<HeardTurn>
    {
        private readonly Channel<HeardTurn> _channel = Channel.CreateBounded<HeardTurn>(16);
        private readonly Counter _done = new();
        private bool _given;
        private int _written;

        public override Task Completion => _channel.Reader.Completion;

        public async Task WriteAsync(HeardTurn turn)
        {
            await _channel.Writer.WriteAsync(turn);
            await _done.ReachesAsync(++_written);
        }

        public void Complete(Exception? failure) => _channel.Writer.TryComplete(failure);

        public override bool TryRead(out HeardTurn item)
        {
            if (_given)
            {
                _given = false;
                _done.Increment();
            }

            return _given = _channel.Reader.TryRead(out item!);
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            _channel.Reader.WaitToReadAsync(cancellationToken);
    }
}
