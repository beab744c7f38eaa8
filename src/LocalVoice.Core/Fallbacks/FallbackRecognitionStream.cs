using System.Buffers;
using LocalVoice.Audio;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Core.Fallbacks;

/// <summary>One utterance at a recogniser elsewhere; its audio is kept for the one that may have to take over.</summary>
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
    private IRecognitionStream? _second;
    private bool _decided;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_lock)
        {
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

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        try
        {
            return await (Second() ?? first).DecodeInterimAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (BackendCircuit.IsFault(failure) && Second() is null)
        {
            TakeOver(failure, time.GetElapsedTime(since));
            return null;
        }
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        if (Second() is not { } second)
        {
            try
            {
                return await circuit.AskAsync(first.DecodeFinalAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException failure) when (BackendCircuit.IsFault(failure))
            {
                second = TakeOver(failure, time.GetElapsedTime(since));
            }
        }

        return await second.DecodeFinalAsync(cancellationToken).ConfigureAwait(false);
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
            await first.DisposeAsync().ConfigureAwait(false);
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

            return _second = second;
        }
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
