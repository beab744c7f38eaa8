using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>One utterance: counts its samples, and takes its words from the recogniser's script.</summary>
public class FakeRecognitionStream(FakeRecognizer recognizer, RecognitionOptions options) : IRecognitionStream
{
    private readonly Lock _lock = new();
    private readonly List<float> _utterance = [];

    public RecognitionOptions Options => options;

    public bool Closed { get; private set; }

    /// <summary>So far: 16 kHz.</summary>
    public float[] Utterance
    {
        get
        {
            lock (_lock)
            {
                return [.. _utterance];
            }
        }
    }

    /// <summary>How much audio the newest final decode saw.</summary>
    public TimeSpan LastDecoded { get; private set; }

    /// <summary>How often a turn was decided.</summary>
    public int Decisions { get; private set; }

    public void Append(ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(Closed, this);
        lock (_lock)
        {
            _utterance.AddRange(samples);
        }
    }

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Closed, this);
        var audio = Utterance;
        recognizer.InterimDecodes.Increment();
        await WaitAsync(recognizer.InterimHold, cancellationToken);
        return recognizer.Hear is { } hear ? new("", hear(audio)) : recognizer.Interims.Take();
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Closed, this);
        var audio = Utterance;
        var duration = TimeSpan.FromSeconds(audio.Length / 16_000.0);
        LastDecoded = duration;
        recognizer.FinalDecodes.Increment();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = recognizer.InOrder(options.Speaker, ended.Task);
        try
        {
            await WaitAsync(recognizer.FinalHold, cancellationToken);
            await before;
            ObjectDisposedException.ThrowIf(Closed, this);
            var text = recognizer.Hear is { } hear ? hear(audio) : recognizer.Finals.Take();
            return recognizer.FinalFailure is { } failure
                ? throw failure
                : new(text, recognizer.Languages.Take() ?? options.Language, duration, []);
        }
        finally
        {
            ended.SetResult();
            recognizer.FinalsEnded.Increment();
        }
    }

    public void Decide() => Decisions++;

    public virtual ValueTask DisposeAsync()
    {
        Closed = true;
        recognizer.StreamsClosed.Increment();
        GC.SuppressFinalize(this);
        return recognizer.ClosingFailure is { } failure ? ValueTask.FromException(failure) : default;
    }

    private async Task WaitAsync(Hold hold, CancellationToken cancellationToken)
    {
        try
        {
            await hold.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            recognizer.Cancelled.Increment();
            throw;
        }
    }
}
