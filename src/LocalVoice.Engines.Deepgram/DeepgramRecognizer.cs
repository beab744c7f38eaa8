using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Engines.Deepgram.Nova;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram;

/// <summary>Speech recognition by Deepgram's <c>v1/listen</c>: one connection a speaker. Thread-safe.</summary>
public sealed class DeepgramRecognizer : IStreamingRecognizer, IRemoteEngine, IDisposable
{
    private readonly DeepgramRecognizerOptions _options;
    private readonly Service _service;
    private readonly ListenLines<Results> _lines;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">The options are out of range, or the key is missing.</exception>
    public DeepgramRecognizer(
        DeepgramRecognizerOptions options,
        IOutboundConnections outbound,
        TimeProvider time,
        ILogger<DeepgramRecognizer> logger
    )
    {
        _options = Checked.Options(options, new DeepgramRecognizerOptionsValidator());
        _service = new(options, outbound, time, logger);
        _lines = new(_service, new NovaProtocol());
        Info = new("stt", "deepgram", options.Model, _service.Address.Device, "Deepgram API v1");
    }

    public EngineInfo Info { get; }

    public Uri Address => _service.Address.Root;

    /// <inheritdoc/>
    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var code = NovaLanguages.Resolve(_options.Model, options.Language);
        var address = _service.Address.Socket("v1/listen", NovaQuery.Of(_options, code, options));
        var utterance = new NovaUtterance(LanguageTag.Base(options.Language.Trim()));
        return new ListenStream<Results>(_service, _lines.Hold(options.Speaker, address), options, utterance, Info);
    }

    /// <summary>Nothing to do: the model is warm elsewhere.</summary>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Opens a connection without a language, which the session's own takes over when it is secured. Nothing to do while a session
    /// has one.
    /// </summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (!_lines.AnyOpen)
        {
            await ServiceCheck.TouchAsync(_service, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => ServiceCheck.RunAsync(_service, cancellationToken);

    public void Dispose() => _service.Dispose();
}
