using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Flux;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram;

/// <summary>
/// Speech recognition by Deepgram's <c>v2/listen</c>, which hears where turns end: its streams are
/// <see cref="ITurnTakingStream"/>. One connection a speaker. Thread-safe.
/// </summary>
public sealed class DeepgramFluxRecognizer : IStreamingRecognizer, IRemoteEngine, IDisposable
{
    private readonly DeepgramFluxOptions _options;
    private readonly Service _service;
    private readonly ListenLines<TurnInfo> _lines;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">The options are out of range, or the key is missing.</exception>
    public DeepgramFluxRecognizer(
        DeepgramFluxOptions options,
        IOutboundConnections outbound,
        TimeProvider time,
        ILogger<DeepgramFluxRecognizer> logger
    )
    {
        _options = Checked.Options(options, new DeepgramFluxOptionsValidator());
        _service = new(options, outbound, time, logger);
        _lines = new(_service, new FluxProtocol(_options.UpdateTimeout));
        Info = new("stt", "deepgram-flux", options.Model, _service.Address.Device, "Deepgram API v2");
    }

    public EngineInfo Info { get; }

    public Uri Address => _service.Address.Root;

    /// <inheritdoc/>
    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var hint = FluxLanguages.HintOf(_options.Model, options.Language);
        var address = _service.Address.Socket("v2/listen", FluxQuery.Of(_options, hint, options));
        var utterance = new FluxUtterance(LanguageTag.Base(options.Language.Trim()));
        return new FluxStream(_service, _lines.Hold(options.Speaker, address), options, utterance, Info);
    }

    /// <summary>Nothing to do: the model is warm elsewhere.</summary>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc cref="DeepgramRecognizer.PrepareAsync"/>
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
