using System.Runtime.CompilerServices;
using LocalVoice.Engines.Deepgram.Aura;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram;

/// <summary>
/// Speech by Deepgram's Aura-2 over <c>v1/speak</c>. Connections stay open between requests. Speeds beyond 0.7…1.5 are as near as
/// the service comes. Thread-safe.
/// </summary>
public sealed class DeepgramSynthesizer : ISpeechSynthesizer, IRemoteEngine, IDisposable
{
    private readonly DeepgramSynthesizerOptions _options;
    private readonly Service _service;
    private readonly AuraVoices _voices;
    private readonly SpeakPool _pool;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">The options are out of range, or the key is missing.</exception>
    public DeepgramSynthesizer(
        DeepgramSynthesizerOptions options,
        IOutboundConnections outbound,
        TimeProvider time,
        ILogger<DeepgramSynthesizer> logger
    )
    {
        _options = Checked.Options(options, new DeepgramSynthesizerOptionsValidator());
        _voices = new(options.Voice);
        _service = new(options, outbound, time, logger);
        _pool = new(_service, options);
        Info = new("tts", "deepgram", _voices.Default.Model, _service.Address.Device, "Deepgram API v1");
    }

    public EngineInfo Info { get; }

    public Uri Address => _service.Address.Root;

    public int SampleRateHz => SpeakQuery.SampleRateHz;

    public IReadOnlyList<string> Voices => _voices.Names;

    /// <summary>Whether a connection of the default voice waits.</summary>
    internal bool IsReady => _pool.HasReady(DefaultAddress);

    private Uri DefaultAddress => SpeakQuery.Address(_service.Address, _options, _voices.Default, speed: 1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpeechChunk> SynthesizeAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Speed is not (>= 0.25 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Speed, "The speed must be 0.25…4.");
        }

        var voice = _voices.Find(request.Voice, request.Language);
        cancellationToken.ThrowIfCancellationRequested();
        if (!SpeakText.CanBeSpoken(request.Text))
        {
            yield break;
        }

        request.Report.ServedBy(Info with { Model = voice.Model });
        var address = SpeakQuery.Address(_service.Address, _options, voice, request.Speed);
        var start = new SpeechStart(SampleRateHz);
        foreach (var part in SpeakText.Parts(request.Text))
        {
            var (lease, audio) = await BeginAsync(address, part, request.Report, cancellationToken).ConfigureAwait(false);
            await using var returned = lease.ConfigureAwait(false);
            for (; audio is not null; audio = await lease.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                if (start.Take(audio) is { Length: > 0 } samples)
                {
                    yield return new(samples);
                }
            }
        }
    }

    /// <summary>Nothing to do: the model is warm elsewhere.</summary>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Opens a connection of the default voice, where none waits.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (IsReady)
        {
            return;
        }

        try
        {
            await using var lease = await _pool
                .LeaseAsync(DefaultAddress, characters: 0, fresh: true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BackendException or OperationCanceledException)
        {
            Log.NotPrepared(_service.Logger, _service.Address.Name, exception.Message);
        }
    }

    /// <inheritdoc/>
    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => ServiceCheck.RunAsync(_service, cancellationToken);

    public void Dispose()
    {
        _pool.Dispose();
        _service.Dispose();
    }

    /// <summary>
    /// Asks and waits for the first audio. A connection that waited may have ended unseen: then another one is opened, once.
    /// </summary>
    private async Task<(SpeakLease Lease, byte[]? Audio)> BeginAsync(
        Uri address,
        string text,
        BackendReport report,
        CancellationToken cancellationToken
    )
    {
        var lease = await _pool.LeaseAsync(address, text.Length, fresh: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return (lease, await FirstAsync(lease, text, report, cancellationToken).ConfigureAwait(false));
        }
        catch (BackendException failure) when (lease.WasWarm && failure.Fault == BackendFault.Interrupted)
        {
            lease = await _pool.LeaseAsync(address, text.Length, fresh: true, cancellationToken).ConfigureAwait(false);
            return (lease, await FirstAsync(lease, text, report, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<byte[]?> FirstAsync(SpeakLease lease, string text, BackendReport report, CancellationToken cancellationToken)
    {
        try
        {
            await lease.SpeakAsync(text, report).ConfigureAwait(false);
            var audio = await lease.NextAsync(cancellationToken).ConfigureAwait(false);
            TellWait(lease, report);
            return audio;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Of a report that clauses share, the first one's: the others' fall within its playing.</summary>
    private void TellWait(SpeakLease lease, BackendReport report)
    {
        if (report.Read().RoundTrip is null && _service.RoundTrip is { } roundTrip)
        {
            report.Waited(roundTrip, lease.WasWarm ? 1 : 1 + _service.Address.OpeningRoundTrips);
        }
    }
}
