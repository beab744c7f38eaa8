using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>One utterance: interims have as many words as its speech has had time for, finals have all.</summary>
internal sealed class InstantRecognitionStream(InstantOptions options, string language) : IRecognitionStream
{
    /// <summary>Less speech is noise.</summary>
    private static readonly TimeSpan ShortestSpeech = TimeSpan.FromMilliseconds(100);

    private readonly string[] _words = options.Transcript.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private long _samples;
    private long _voicedSamples;
    private int _told;

    private TimeSpan Speech => AudioFormat.Recognition.DurationOf(Volatile.Read(ref _voicedSamples));

    public void Append(ReadOnlySpan<float> samples)
    {
        Volatile.Write(ref _samples, _samples + samples.Length);
        if (SoundLevel.RmsDbfs(samples) > options.ThresholdDbfs)
        {
            Volatile.Write(ref _voicedSamples, _voicedSamples + samples.Length);
        }
    }

    public ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var words = (int)Math.Min(_words.Length, Speech / options.TimePerWord);
        if (words <= _told)
        {
            return ValueTask.FromResult<InterimTranscript?>(null);
        }

        _told = words;
        var stable = string.Join(' ', _words.Take(words - 1));
        return ValueTask.FromResult<InterimTranscript?>(new(stable, stable.Length > 0 ? $" {_words[words - 1]}" : _words[0]));
    }

    public ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var duration = AudioFormat.Recognition.DurationOf(Volatile.Read(ref _samples));
        return ValueTask.FromResult(
            Speech < ShortestSpeech ? Transcript.Empty(language, duration) : new(options.Transcript, language, duration, [])
        );
    }

    public void Decide() { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
