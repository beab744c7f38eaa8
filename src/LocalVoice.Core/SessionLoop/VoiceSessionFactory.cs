using System.Diagnostics.Metrics;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Core.SessionLoop;

/// <summary>Opens sessions on the engines that they name. Thread-safe.</summary>
public sealed class VoiceSessionFactory : IVoiceSessionFactory
{
    private readonly EngineCatalog _engines;
    private readonly PipelineOptions _options;
    private readonly SpokenTextPreparations _preparations;
    private readonly ProcessResources _resources;
    private readonly TimeProvider _time;
    private readonly SessionFailures _failures;

    /// <param name="meters">Null for a meter of the factory's own.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public VoiceSessionFactory(
        EngineCatalog engines,
        PipelineOptions options,
        SpokenTextPreparations preparations,
        ProcessResources resources,
        TimeProvider time,
        ILogger<VoiceSessionFactory> logger,
        IMeterFactory? meters = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        if (
            new PipelineOptionsValidator().Validate(PipelineOptionsValidator.Section, options) is
            { Failed: true, FailureMessage: var failures }
        )
        {
            throw new ArgumentException(failures, nameof(options));
        }

        _engines = engines;
        _options = options;
        _preparations = preparations;
        _resources = resources;
        _time = time;
        _failures = new(meters, logger);
    }

    public IVoiceSession Open(SessionSettings settings, ISessionObserver? observer = null) =>
        new VoiceSession(settings, _engines, _options, _preparations, _resources, _time, _failures, observer);
}
