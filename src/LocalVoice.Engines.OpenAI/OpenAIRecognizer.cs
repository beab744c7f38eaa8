using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Engines.OpenAI.Languages;
using LocalVoice.Engines.OpenAI.Recognition;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.OpenAI;

/// <summary>
/// Speech recognition behind an OpenAI-compatible <c>/audio/transcriptions</c>: every final sends the whole utterance. Without
/// tokens; interims only where the options ask for them. Thread-safe.
/// </summary>
public sealed class OpenAIRecognizer : IStreamingRecognizer, IRemoteEngine
{
    private readonly OpenAIRecognizerOptions _options;
    private readonly ServiceConnection _connection;
    private readonly Reachability _reachability;
    private readonly Transcriber _transcriber;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">An option is out of range.</exception>
    public OpenAIRecognizer(
        OpenAIRecognizerOptions options,
        IOutboundConnections connections,
        TimeProvider time,
        ILogger<OpenAIRecognizer> logger
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        OpenAIRecognizerOptionsValidator.Check(options);
        _options = options;
        _connection = new ServiceConnection(options.RemoteService, options.Connection, connections, time, logger);
        _reachability = new Reachability(_connection, time);
        _transcriber = new Transcriber(_connection, options.ResponseTimeout, time, logger);
    }

    public EngineInfo Info => _connection.Service.Info;

    public Uri Address => _connection.Service.Url;

    /// <inheritdoc/>
    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var language = SpokenLanguages.Resolve(options.Language, _options.Service);
        options.Report.ServedBy(Info);
        return new TranscriptionStream(
            _transcriber,
            new TranscriptionHints(language, options.Vocabulary),
            options.Report,
            new Utterance(_options.SilenceDbfs),
            _options.Interims ? new InterimText(_options.MinInterimPeriod) : null
        );
    }

    /// <inheritdoc/>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _reachability.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => _reachability.CheckAsync(cancellationToken);
}
