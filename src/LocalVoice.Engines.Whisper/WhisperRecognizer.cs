using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Loading;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Utterances;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>Speech recognition with whisper.cpp: one model in memory for all sessions. Thread-safe.</summary>
public sealed class WhisperRecognizer : IStreamingRecognizer, IDisposable, IAsyncDisposable
{
    // Given-up decodes end with their encode: a second or two of the largest models.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly WhisperOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _nativeMessages;
    private readonly MissingGpuWatch? _gpu;
    private readonly LoadedModel _model;
    private readonly LanguageCodes _languages;
    private readonly DecodeScheduler _scheduler;
    private readonly UtteranceDecoder _decoder;
    private readonly ConditionalWeakTable<object, DecodeParty> _parties = [];

    /// <summary>Loads the model; blocks until it is loaded.</summary>
    /// <exception cref="EngineException">The options are out of range, or the model, the library or the GPU is missing.</exception>
    public WhisperRecognizer(WhisperOptions options, IComputeBudget budget, TimeProvider time, ILogger<WhisperRecognizer> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time, _logger) = (options, time, logger);
        _nativeMessages = NativeMessages.ForwardTo(logger);
        _gpu = options.UseGpu ? new() : null;
        var start = time.GetTimestamp();
        try
        {
            _model = LoadedModel.Load(options);
        }
        catch
        {
            _gpu?.Dispose();
            _nativeMessages.Dispose();
            throw;
        }

        _languages = LanguageCodes.OfWhisper();
        _scheduler = new(budget, options.MaxConcurrentDecodes, options.Threads, DecodeThreads.CanYield);
        _decoder = new(new WhisperChunkDecoder(_model), new(options.Guards), logger, options.MinAudioContext);
        Info = LoadedModel.Describe(options);
        Log.Loaded(logger, Info.Model, Info.Device, Info.Package, time.GetElapsedTime(start));
    }

    public EngineInfo Info { get; }

    public double MarkTrust => _options.MarkTrust;

    public IReadOnlyList<string> Languages => _languages.All;

    /// <summary>Whether the weights are no longer in memory.</summary>
    internal bool IsFreed => _model.Freed.IsCompleted;

    /// <inheritdoc/>
    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var vocabulary = VocabularyPrompt.From(options.Vocabulary);
        var utterance = new WhisperUtterance(_options, _languages.Resolve(options.Language), vocabulary, _logger);
        var party = options.Speaker is { } speaker ? _parties.GetOrCreateValue(speaker) : new();
        return new WhisperStream(utterance, _decoder, _scheduler, party, new(_time, _logger));
    }

    /// <summary>Decodes one second of audio, which also creates the first working state.</summary>
    /// <exception cref="EngineException">A GPU was requested and there is none, or the decode failed.</exception>
    public async ValueTask WarmUpAsync(CancellationToken cancellationToken)
    {
        var second = UtteranceAudio.Of(new float[AudioFormat.Recognition.SampleRateHz]);
        var final = new PendingFinal(new(), TimeSpan.FromSeconds(1));
        await _decoder
            .DecodeAsync(new(second, [], "en", ""), length => _scheduler.BeginAsync(final, length, cancellationToken))
            .ConfigureAwait(false);
        if (_gpu?.FoundNone == true)
        {
            throw new EngineException(
                $"Stt:UseGpu is true, but whisper.cpp finds no GPU {_options.GpuDevice}. " + "Set it to false, or check the driver."
            );
        }
    }

    /// <summary>Frees the model once the last decode has ended.</summary>
    public void Dispose() => Disposal.All(_model, _gpu, _nativeMessages);

    /// <summary>
    /// Waits until the last decode has ended, at most 5 s: a process that exits during one ends the native library under it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _model.Dispose();
        try
        {
            await _model.Freed.WaitAsync(LongestEnd, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.DecodeOutlasts(_logger, LongestEnd);
        }

        Dispose();
    }
}
