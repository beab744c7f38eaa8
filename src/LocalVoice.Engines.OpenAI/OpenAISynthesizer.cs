using System.Runtime.CompilerServices;
using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Engines.OpenAI.Languages;
using LocalVoice.Engines.OpenAI.Synthesis;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.OpenAI;

/// <summary>Speech synthesis behind an OpenAI-compatible <c>/audio/speech</c>, played as it comes. Thread-safe.</summary>
public sealed class OpenAISynthesizer : ISpeechSynthesizer, IRemoteEngine
{
    private static readonly string[] OpenAIVoices =
    [
        "marin",
        "cedar",
        "alloy",
        "ash",
        "ballad",
        "coral",
        "echo",
        "fable",
        "nova",
        "onyx",
        "sage",
        "shimmer",
        "verse",
    ];

    private readonly OpenAISynthesizerOptions _options;
    private readonly ServiceConnection _connection;
    private readonly Reachability _reachability;
    private readonly SpeechRequests _speech;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">An option is out of range.</exception>
    public OpenAISynthesizer(
        OpenAISynthesizerOptions options,
        IOutboundConnections connections,
        TimeProvider time,
        ILogger<OpenAISynthesizer> logger
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        OpenAISynthesizerOptionsValidator.Check(options);
        _options = options;
        Voices = options.Voices.Count > 0 ? [.. options.Voices] : OpenAIVoices;
        _connection = new ServiceConnection(options.RemoteService, options.Connection, connections, time, logger);
        _reachability = new Reachability(_connection, time);
        _speech = new SpeechRequests(_connection, new SpeechDeadlines(options.FirstAudioTimeout, options.StallTimeout), time);
    }

    public EngineInfo Info => _connection.Service.Info;

    public Uri Address => _connection.Service.Url;

    public int SampleRateHz => SpeechRequests.SampleRateHz;

    public IReadOnlyList<string> Voices { get; }

    /// <inheritdoc/>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _reachability.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => _reachability.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not 0.25…4.</exception>
    public IAsyncEnumerable<SpeechChunk> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Speed is not (>= 0.25 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Speed, "The speed must be 0.25…4.");
        }

        SpokenLanguages.Resolve(request.Language, _options.Service);
        return SpeakAsync(request, cancellationToken);
    }

    private async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!SpokenText.IsPronounceable(request.Text))
        {
            yield break;
        }

        request.Report.ServedBy(Info);
        var isFirst = true;
        foreach (var part in SpokenText.Parts(request.Text))
        {
            var silence = new LeadingSilence(SampleRateHz);
            var chunks = _speech.SpeakAsync(Body(part, request), request.Report, isFirst, cancellationToken);
            await foreach (var samples in chunks.ConfigureAwait(false))
            {
                if (silence.Trim(samples) is { IsEmpty: false } audible)
                {
                    yield return new(audible);
                }
            }

            isFirst = false;
        }
    }

    private SpeechBody Body(string text, SynthesisRequest request) =>
        new(
            _options.Model,
            text,
            request.Voice is { } voice && Voices.Contains(voice) ? voice : Voices[0],
            string.IsNullOrWhiteSpace(_options.Instructions) ? null : _options.Instructions,
            _options.SendsSpeed && request.Speed != 1 ? request.Speed : null
        );
}
