using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Interims;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>One utterance. At most one interim runs at a time; a final cancels it.</summary>
internal sealed class WhisperStream(
    WhisperUtterance utterance,
    string prompt,
    UtteranceDecoder decoder,
    DecodeScheduler scheduler,
    DecodeParty party,
    DecodeJournal journal
) : IRecognitionStream
{
    private readonly Lock _sync = new();
    private DecodePermit? _interim;
    private PendingFinal? _newest;
    private bool _disposed;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            utterance.Append(samples);
        }
    }

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BeginInterim(cancellationToken) is not { } run)
        {
            return null;
        }

        try
        {
            using var permit = run.Permit;

            // Whoever asks for an interim must not do the work.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var heard = await InterimDecoder.DecodeAsync(decoder, run, prompt).ConfigureAwait(false);
            return heard is null ? null : Take(heard, run);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled by a final or by the end of the utterance.
            return null;
        }
        finally
        {
            EndInterim(run.Permit);
        }
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        var start = journal.Start();
        cancellationToken.ThrowIfCancellationRequested();
        var (audio, canHoldSpeech, language, final) = BeginFinal();
        var duration = AudioFormat.Recognition.DurationOf(audio.Length);
        if (!canHoldSpeech)
        {
            return Transcript.Empty(language, duration);
        }

        var heard = await decoder
            .DecodeAsync(audio, language, prompt, length => scheduler.BeginAsync(final, length, cancellationToken))
            .ConfigureAwait(false);
        TakeLanguage(heard, audio.Length);
        var transcript = new Transcript(heard.Text, heard.Language, duration, heard.Tokens);
        journal.Final(transcript, start);
        return transcript;
    }

    public void Decide()
    {
        lock (_sync)
        {
            _newest?.Decide();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            CancelInterim();
            utterance.Release();
            _disposed = true;
        }

        return ValueTask.CompletedTask;
    }

    private InterimRun? BeginInterim(CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_interim is not null || !utterance.Interims.IsDue(utterance.Samples) || !utterance.CanHoldSpeech())
            {
                return null;
            }

            if (scheduler.TryBeginInterim(cancellationToken) is not { } permit)
            {
                return null;
            }

            _interim = permit;
            utterance.Interims.Starts(utterance.Samples);
            return new(permit, utterance.Snapshot(), utterance.Language, utterance.Interims.CompleteChunks);
        }
    }

    private InterimTranscript? Take(InterimResult heard, InterimRun run)
    {
        lock (_sync)
        {
            if (_disposed || run.Permit.Token.IsCancellationRequested)
            {
                return null;
            }

            utterance.Heard(heard.Newest, run.Audio.Length);
            return utterance.Interims.Takes(heard);
        }
    }

    private void TakeLanguage(Hypothesis heard, int samples)
    {
        lock (_sync)
        {
            utterance.Heard(heard, samples);
        }
    }

    private void EndInterim(DecodePermit permit)
    {
        lock (_sync)
        {
            if (_interim == permit)
            {
                _interim = null;
            }
        }
    }

    private (UtteranceAudio Audio, bool CanHoldSpeech, string Language, PendingFinal Final) BeginFinal()
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            CancelInterim();
            var audio = utterance.Snapshot();
            _newest = new(party, AudioFormat.Recognition.DurationOf(audio.Length));
            return (audio, utterance.CanHoldSpeech(), utterance.Language, _newest);
        }
    }

    private void CancelInterim()
    {
        if (_interim is not null)
        {
            scheduler.Cancel(_interim);
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
