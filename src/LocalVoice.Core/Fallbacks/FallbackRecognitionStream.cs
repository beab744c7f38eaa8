using System.Buffers;
using LocalVoice.Audio;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// One utterance at a recogniser elsewhere; its audio is kept for the one that may have to take over. Then the first is closed
/// as soon as it decodes nothing any more: nothing further leaves.
/// </summary>
/// <param name="openSecond">Opens the other's stream; told why, and how long after the request.</param>
internal class FallbackRecognitionStream(
    IRecognitionStream first,
    Func<EngineException, TimeSpan, IRecognitionStream> openSecond,
    BackendCircuit circuit,
    TimeProvider time
) : IRecognitionStream
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<short> _audio = new();
    private Task _atFirst = Task.CompletedTask;
    private Task _replaced = Task.CompletedTask;
    private IRecognitionStream? _second;
    private bool _decided;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_lock)
        {
            if (_audio.WrittenCount == 0 && circuit.IsOpen)
            {
                LeaveFirstAlone();
            }

            if (_second is { } second)
            {
                second.Append(samples);
                return;
            }

            Pcm16.FromFloat(samples, _audio.GetSpan(samples.Length));
            _audio.Advance(samples.Length);
            first.Append(samples);
        }
    }

    public ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken) =>
        DecodeInterimAsync(urgent: false, cancellationToken);

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(bool urgent, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        try
        {
            if (TryAtFirst(token => first.DecodeInterimAsync(urgent, token), cancellationToken) is { } decode)
            {
                return await decode.ConfigureAwait(false);
            }
        }
        catch (EngineException failure) when (BackendCircuit.IsFault(failure) && !cancellationToken.IsCancellationRequested)
        {
            TakeOver(failure, time.GetElapsedTime(since));
            return null;
        }

        return await Second()!.DecodeInterimAsync(urgent, cancellationToken).ConfigureAwait(false);
    }

    public void Pauses(TimeSpan silence)
    {
        lock (_lock)
        {
            (_second ?? first).Pauses(silence);
        }
    }

    public void Resumes()
    {
        lock (_lock)
        {
            (_second ?? first).Resumes();
        }
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var second = Second();
        try
        {
            if (second is null)
            {
                var asked = await circuit.AskAsync(AtFirstAsync, cancellationToken).ConfigureAwait(false);
                if (asked is not null)
                {
                    return asked;
                }
            }
        }
        catch (EngineException failure) when (BackendCircuit.IsFault(failure))
        {
            second = TakeOver(failure, time.GetElapsedTime(since));
        }

        return await (second ?? Second()!).DecodeFinalAsync(cancellationToken).ConfigureAwait(false);

        async Task<Transcript?> AtFirstAsync(CancellationToken stop) =>
            TryAtFirst(first.DecodeFinalAsync, stop) is { } decode ? await decode.ConfigureAwait(false) : null;
    }

    public void Decide()
    {
        lock (_lock)
        {
            _decided = true;
            (_second ?? first).Decide();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (Second() is null ? CloseFirstAsync() : _replaced).ConfigureAwait(false);
        }
        finally
        {
            if (Second() is { } second)
            {
                await second.DisposeAsync().ConfigureAwait(false);
            }
        }

        GC.SuppressFinalize(this);
    }

    private IRecognitionStream? Second()
    {
        lock (_lock)
        {
            return _second;
        }
    }

    /// <summary>Begins a decode at the first, which is not closed before it has ended.</summary>
    /// <returns>Null when the first was replaced.</returns>
    private Task<T>? TryAtFirst<T>(Func<CancellationToken, ValueTask<T>> decode, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_second is not null)
            {
                return null;
            }

            var begun = decode(cancellationToken).AsTask();
            _atFirst = _atFirst.IsCompleted ? begun : Task.WhenAll(_atFirst, begun);
            return begun;
        }
    }

    /// <summary>The utterance begins at the second; at the first, if the second does not take it: the decode tells why.</summary>
    private void LeaveFirstAlone()
    {
        try
        {
            TakeOver(BackendCircuit.LeftAlone(), TimeSpan.Zero);
        }
        catch (EngineException)
        {
            // As above.
        }
    }

    private IRecognitionStream TakeOver(EngineException failure, TimeSpan after)
    {
        lock (_lock)
        {
            if (_second is { } taken)
            {
                return taken;
            }

            var second = openSecond(failure, after);
            var samples = new float[_audio.WrittenCount];
            Pcm16.ToFloat(_audio.WrittenSpan, samples);
            second.Append(samples);
            if (_decided)
            {
                second.Decide();
            }

            _replaced = LetGoOfFirstAsync();
            return _second = second;
        }
    }

    private async Task LetGoOfFirstAsync()
    {
        await Task.Yield();
        await CloseFirstAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CloseFirstAsync()
    {
        await _atFirst.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>As its base, at a recogniser that hears where turns end: when that one fails, the silence decides again.</summary>
internal sealed class TurnTakingFallbackStream(
    ITurnTakingStream first,
    Func<EngineException, TimeSpan, IRecognitionStream> openSecond,
    BackendCircuit circuit,
    TimeProvider time
) : FallbackRecognitionStream(first, openSecond, circuit, time), ITurnTakingStream
{
    public System.Threading.Channels.ChannelReader<HeardTurn> Turns { get; } = first.Turns;
}
