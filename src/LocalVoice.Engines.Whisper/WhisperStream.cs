using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Utterances;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>
/// One utterance. At most one interim is under way at a time, but for those that are given up. In a pause an interim is decoded
/// early, with all threads: if the pause is the last, it is the final.
/// </summary>
internal sealed class WhisperStream(
    WhisperUtterance utterance,
    UtteranceDecoder decoder,
    DecodeScheduler scheduler,
    DecodeParty party,
    DecodeJournal journal
) : IRecognitionStream
{
    private static readonly Task<IReadOnlyList<SpeechPart>?> Nothing = Task.FromResult<IReadOnlyList<SpeechPart>?>([]);

    private readonly Lock _sync = new();
    private DecodeRun? _run;
    private DecodeRun? _older;
    private int _taken;
    private PendingFinal? _final;
    private bool _disposed;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            utterance.Append(samples);
        }
    }

    public void Pauses(TimeSpan silence)
    {
        lock (_sync)
        {
            utterance.Pauses(silence);
        }
    }

    public void Resumes()
    {
        DecodeRun? run;
        lock (_sync)
        {
            run = _run;
            utterance.Resumes(run);
            _final?.Outlast();
            KeepNearest();
        }

        if (run is { Running: true, Permit: { } permit })
        {
            scheduler.Yield(permit);
        }
    }

    public ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken) =>
        DecodeInterimAsync(urgent: false, cancellationToken);

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(bool urgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((urgent ? BeginUrgent(cancellationToken) : BeginInterim()) is not { } run)
        {
            return null;
        }

        try
        {
            var parts = await run.Parts.WaitAsync(cancellationToken).ConfigureAwait(false);
            return parts is null ? null : Take(run, parts);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Given up for a final or at the end of the utterance.
            return null;
        }
        catch (OperationCanceledException)
        {
            GiveUpInterim(run);
            throw;
        }
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        var start = journal.Start();
        cancellationToken.ThrowIfCancellationRequested();
        var (run, final) = AdoptOrBegin(cancellationToken);
        var parts = await AwaitAsync(run, final, cancellationToken).ConfigureAwait(false);
        if (parts is null)
        {
            // The interim was not to be relied on.
            run = Begin(final, cancellationToken);
            parts = await AwaitAsync(run, final, cancellationToken).ConfigureAwait(false) ?? [];
        }

        var (heard, duration) = (SpeechParts.Join(parts), AudioFormat.Recognition.DurationOf(run.Input.Audio.Length));
        var transcript = new Transcript(heard.Text, parts.Count == 0 ? run.Input.Language : heard.Language, duration, heard.Tokens);
        journal.Final(transcript, start);
        return transcript;
    }

    public void Decide()
    {
        lock (_sync)
        {
            _final?.Decide();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            GiveUp();
            utterance.Release();
            _disposed = true;
        }

        return ValueTask.CompletedTask;
    }

    private DecodeRun? BeginInterim()
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!utterance.CanHoldSpeech() || TryBegin() is not { } permit)
            {
                return null;
            }

            // The one before may still end in the time that is left.
            GiveUp(_older);
            _older = _run;
            var run = new DecodeRun(utterance.Left(), permit);
            utterance.Interims.Starts(utterance.Samples);
            return Start(run, () => InterimAsync(run.Input, permit));
        }
    }

    private DecodeRun? BeginUrgent(CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!utterance.CanHoldSpeech() || _run is { Running: true, Permit: null })
            {
                return null;
            }

            GiveUp();
            var input = utterance.Left();
            var pending = new PendingFinal(party, AudioFormat.Recognition.DurationOf(input.Audio.Length - input.From));
            var run = new DecodeRun(input, null) { Urgent = pending };
            utterance.Interims.Starts(utterance.Samples);
            return Start(run, () => UrgentAsync(input, pending, cancellationToken));
        }
    }

    private async Task<IReadOnlyList<SpeechPart>?> UrgentAsync(DecodeInput input, PendingFinal pending, CancellationToken cancellationToken)
    {
        var length = AudioFormat.Recognition.DurationOf(input.Audio.Length - input.From);
        var permit = await scheduler.BeginAsync(pending, length, cancellationToken).ConfigureAwait(false);
        return await InterimAsync(input, permit).ConfigureAwait(false);
    }

    private DecodePermit? TryBegin()
    {
        if (utterance.SpeechEnd is { } end)
        {
            return _run?.Covers(end) == true ? null : scheduler.TryBeginEarly() ?? TryBeginInterim();
        }

        return utterance.Interims.IsDue(utterance.Samples) ? TryBeginInterim() : null;
    }

    private DecodePermit? TryBeginInterim() => _run is { Running: true } ? null : scheduler.TryBeginInterim();

    private async Task<IReadOnlyList<SpeechPart>?> InterimAsync(DecodeInput input, DecodePermit permit)
    {
        using (permit)
        {
            // Whoever asks for an interim must not do the work.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return await decoder.TryDecodeAsync(input, permit, Complete).ConfigureAwait(false);
        }
    }

    /// <summary>A decode that covers all speech, and has or gets its threads at once, is the final.</summary>
    private (DecodeRun Run, PendingFinal Final) AdoptOrBegin(CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (utterance.SpeechEnd is { } end && _run is { } run && run.Covers(end))
            {
                if (
                    run.Heard is not null
                    || run is { Running: true, Urgent: not null }
                    || (run is { Running: true, Permit: { } permit } && scheduler.TryPromote(permit))
                )
                {
                    GiveUp(_older);
                    _older = null;
                    run.IsFinal = true;
                    _final = run.Urgent ?? new(party, TimeSpan.Zero);
                    return (run, _final);
                }
            }

            GiveUp();
            var left = utterance.Left();
            _final = new(party, AudioFormat.Recognition.DurationOf(left.Audio.Length - left.From));
            return (Begin(left, _final, cancellationToken), _final);
        }
    }

    private DecodeRun Begin(PendingFinal final, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Begin(utterance.Left(), final, cancellationToken);
        }
    }

    private DecodeRun Begin(DecodeInput input, PendingFinal final, CancellationToken cancellationToken)
    {
        var run = new DecodeRun(input, null) { IsFinal = true, Parts = Nothing };
        return utterance.CanHoldSpeech()
            ? Start(run, () => decoder.DecodeAsync(input, length => scheduler.BeginAsync(final, length, cancellationToken), Complete)!)
            : run;
    }

    private DecodeRun Start(DecodeRun run, Func<Task<IReadOnlyList<SpeechPart>?>> decode)
    {
        _run = run;
        run.Parts = decode();
        _ = run.Parts.ContinueWith(
            done => _ = done.IsCompletedSuccessfully ? Settle(run) : done.Exception is null,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return run;
    }

    private void Complete(IReadOnlyList<SpeechPart> parts)
    {
        lock (_sync)
        {
            if (!_disposed)
            {
                utterance.Complete(parts);
            }
        }
    }

    private bool Settle(DecodeRun run)
    {
        lock (_sync)
        {
            if (!_disposed)
            {
                utterance.Settle(run);
                utterance.Interims.Ends(run.Input.Audio.Length, utterance.Samples);
            }

            return !_disposed;
        }
    }

    private async Task<IReadOnlyList<SpeechPart>?> AwaitAsync(DecodeRun run, PendingFinal final, CancellationToken cancellationToken)
    {
        try
        {
            return await run.Parts.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Permit is not null && !cancellationToken.IsCancellationRequested)
        {
            // The interim was given up before it became the final.
            return null;
        }
        catch (OperationCanceledException) when (run.Permit is not null && !final.Outlasts)
        {
            scheduler.Cancel(run.Permit);
            throw;
        }
    }

    private InterimTranscript? Take(DecodeRun run, IReadOnlyList<SpeechPart> parts)
    {
        lock (_sync)
        {
            if (_disposed || run.Input.Audio.Length < _taken)
            {
                return null;
            }

            _taken = run.Input.Audio.Length;
            return utterance.Interims.Takes(SpeechParts.Join(parts).Text);
        }
    }

    private void GiveUpInterim(DecodeRun run)
    {
        lock (_sync)
        {
            if (run is { IsFinal: false, Permit: { } permit })
            {
                scheduler.Cancel(permit);
            }
        }
    }

    /// <summary>Of two decodes after a pause within a phrase the older one is nearer to its end, and tells as much.</summary>
    private void KeepNearest()
    {
        if (
            _older is { Running: true, Permit.Token.IsCancellationRequested: false } older
            && _run is { Running: true, Permit: not null, Cut: null } newer
        )
        {
            newer.IsFinal = false;
            GiveUp(newer);
            (_run, _older) = (older, null);
        }
    }

    /// <summary>Nobody needs an interim any more.</summary>
    private void GiveUp()
    {
        GiveUp(_older);
        GiveUp(_run);
    }

    private void GiveUp(DecodeRun? run)
    {
        if (run is { Running: true, Permit: { } permit })
        {
            scheduler.Cancel(permit);
        }
    }
}

/// <summary>Logs the durations of final decodes.</summary>
internal sealed class DecodeJournal(TimeProvider time, ILogger logger)
{
    public long Start() => time.GetTimestamp();

    public void Final(Transcript transcript, long start)
    {
        Log.FinalDecoded(logger, transcript.AudioDuration, time.GetElapsedTime(start));
        Log.FinalTextSensitive(logger, transcript.Text);
    }
}
