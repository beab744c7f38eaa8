using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>Speaks a tone as long as the text would take, all at once, in chunks of 200 ms. Thread-safe.</summary>
public sealed class InstantSynthesizer : ISpeechSynthesizer
{
    private const double ToneHz = 220;

    /// <summary>Whole periods of the tone, so that chunks join without a click.</summary>
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(200);

    private readonly InstantOptions _options;
    private readonly ReadOnlyMemory<float> _tone;

    public InstantSynthesizer(InstantOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _tone = Tone(options.SampleRateHz, Math.Sqrt(2) * Math.Pow(10, options.SpeechDbfs / 20));
    }

    public int SampleRateHz => _options.SampleRateHz;

    public IReadOnlyList<string> Voices { get; } = ["tone"];

    public EngineInfo Info { get; } = InstantEngine.Info("tts", "tone");

    public IAsyncEnumerable<SpeechChunk> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Speed is not (>= 0.25 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Speed, "The speed must be 0.25…4.");
        }

        _options.RequireLanguage(request.Language);
        var spoken = request.Text.Any(char.IsLetterOrDigit) ? request.Text.Length : 0;
        var duration = spoken * _options.TimePerCharacter / request.Speed;
        return Chunks((int)(duration.TotalSeconds * SampleRateHz), cancellationToken).ToAsyncEnumerable();
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private IEnumerable<SpeechChunk> Chunks(int samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (; samples > 0; samples -= _tone.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(_tone[..Math.Min(samples, _tone.Length)]);
        }
    }

    private static float[] Tone(int rateHz, double amplitude) =>
        [
            .. Enumerable
                .Range(0, (int)(Chunk.TotalSeconds * rateHz))
                .Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * ToneHz * i / rateHz))),
        ];
}
