using System.Runtime.CompilerServices;
using LocalVoice.Compute;
using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;
using LocalVoice.Onnx.Sessions;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper;

/// <summary>
/// Piper voices (VITS, or any model in Piper's format) with espeak-ng's phonemes, decoded in growing chunks.
/// Thread-safe. Every chunk is computed under its own lease of threads, so more urgent work waits for a chunk, never
/// for a sentence.
/// </summary>
public sealed partial class PiperSynthesizer : ISpeechSynthesizer, IDisposable
{
    private const double MinSpeed = 0.25;
    private const double MaxSpeed = 4;

    private readonly PiperOptions _options;
    private readonly int _threads;
    private readonly ChunkLease _lease;
    private readonly PiperVoices _voices;
    private readonly EspeakVoices _espeakVoices;
    private readonly IPhonemizer _phonemizer;

    /// <param name="phonemizer">Starts espeak-ng's own process; null: espeak-ng runs in this one.</param>
    /// <param name="time">Limits what that process may take, and tells when audio is needed; null: the system's.</param>
    /// <exception cref="EngineException">
    /// An option is out of range, espeak-ng, its data or a model is missing or damaged, or the device cannot be used.
    /// </exception>
    public PiperSynthesizer(
        PiperOptions options,
        IComputeBudget budget,
        ILogger<PiperSynthesizer> logger,
        PhonemizerCommand? phonemizer = null,
        TimeProvider? time = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(logger);
        PiperOptionsValidator.Check(options);
        _options = options;
        _threads = options.Threads == 0 ? budget.TotalThreads : Math.Min(options.Threads, budget.TotalThreads);
        _lease = new(budget, _threads, time ?? TimeProvider.System);
        _phonemizer = phonemizer is null
            ? new EspeakPhonemizer()
            : new IsolatedPhonemizer(() => PhonemizerProcess.Start(phonemizer, logger), time ?? TimeProvider.System, logger);
        _espeakVoices = new EspeakVoices(logger, _phonemizer.Knows);
        _voices = Load(options, logger);
        Voices = [.. _voices.All.Select(voice => voice.Name)];
        Languages = [.. _voices.All.SelectMany(voice => voice.MadeFor).Distinct(StringComparer.OrdinalIgnoreCase)];
        Info = new EngineInfo(
            "tts",
            "piper",
            Path.GetFileName(_voices.All[0].Model.Path),
            OnnxDevice.Parse(options.Device).ToString(),
            $"{EnginePackage.Of(typeof(OnnxSession))}, espeak-ng {_phonemizer.Version}"
        );
        LogReady(logger, Info.Model, Info.Device, Info.Package);
    }

    public EngineInfo Info { get; }

    public int SampleRateHz => _voices.SampleRateHz;

    public IReadOnlyList<string> Voices { get; }

    public IReadOnlyList<string> Languages { get; }

    public IReadOnlyList<string> LanguagesOf(string voice) => _voices.Choose(voice, "").MadeFor;

    /// <summary>The default voice's phonemes, sentence by sentence, for inspection.</summary>
    /// <param name="language">A language code, or the name of any espeak-ng voice.</param>
    /// <exception cref="EngineException">espeak-ng does not support the language.</exception>
    public IReadOnlyList<PhonemizedSentence> Phonemize(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        return Phonemize(text, language, _voices.All[0].Model);
    }

    public IAsyncEnumerable<SpeechChunk> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Speed is >= MinSpeed and <= MaxSpeed
            ? SpeakAsync(request, cancellationToken)
            : throw new ArgumentOutOfRangeException(nameof(request), request.Speed, $"Speed must be {MinSpeed}…{MaxSpeed}.");
    }

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (var model in _voices.All.DistinctBy(voice => voice.Model))
        {
            // What a first clause would wait for: weights paged in, native buffers, code. Its later chunks are not new.
            await using var chunks = SynthesizeAsync(new SynthesisRequest("1, 2.", "", model.Name), cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await chunks.MoveNextAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => Disposal.All(_phonemizer, _voices);

    /// <summary>Damaged data of espeak-ng shows at the first clause: it is spoken here, once per language of the voices.</summary>
    private PiperVoices Load(PiperOptions options, ILogger logger)
    {
        PiperVoices? voices = null;
        try
        {
            voices = new PiperVoices(options, _threads, logger);
            var languages = voices.All.SelectMany(voice => voice.Languages.Append(voice.Model.EspeakVoice));
            EspeakData.Check(_phonemizer, languages.Select(_espeakVoices.Find).OfType<string>().Distinct());
            return voices;
        }
        catch
        {
            voices?.Dispose();
            _phonemizer.Dispose();
            throw;
        }
    }

    private async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var first = request.First;
        var silence = new LeadingSilence(SampleRateHz);
        var leased = 1;
        using var chunks = Chunks(request, () => leased, cancellationToken).GetEnumerator();
        while (await NextAsync().ConfigureAwait(false))
        {
            var audible = silence.Trim(chunks.Current);
            if (audible.Length > 0)
            {
                first = false;
                yield return new SpeechChunk(audible);
            }
        }

        async Task<bool> NextAsync()
        {
            using var lease = await _lease.TakeAsync(request, first, cancellationToken).ConfigureAwait(false);
            leased = lease.Threads;
            return await Task.Run(chunks.MoveNext, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Each step computes one chunk and everything it depends on, so first audio needs one lease, not three.</summary>
    private IEnumerable<float[]> Chunks(SynthesisRequest request, Func<int> threads, CancellationToken cancellationToken)
    {
        var voice = _voices.Choose(request.Voice, request.Language);
        var scales = voice.Model.Scales(_options, request.Speed);
        foreach (var sentence in Phonemize(request.Text, request.Language, voice.Model))
        {
            using var encoded = voice.Model.Encode(new SynthesisInput([.. sentence.Ids], scales, voice.Speaker), cancellationToken);
            foreach (var chunk in ChunkSchedule.Of(encoded, _options))
            {
                var (first, frames) = chunk.GetOffsetAndLength(encoded.Frames);
                yield return encoded.Decode(first, frames, threads(), cancellationToken);
            }
        }
    }

    private IReadOnlyList<PhonemizedSentence> Phonemize(string text, string language, PiperModel model)
    {
        var voice = language.Length == 0 ? model.EspeakVoice : _espeakVoices.For(language);
        var sentences = Sentences.From(_phonemizer.Clauses(text, voice));
        return [.. sentences.Select(phonemes => new PhonemizedSentence(phonemes, model.Ids.Of(phonemes)))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Synthesizer with {Model} ready on {Device} ({Package}).")]
    private static partial void LogReady(ILogger logger, string model, string device, string package);
}
