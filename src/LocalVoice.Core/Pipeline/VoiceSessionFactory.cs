using LocalVoice.Core.Pipeline.Session;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Core.Pipeline;

/// <summary>Opens sessions on one set of engines. Thread-safe.</summary>
public sealed class VoiceSessionFactory : IVoiceSessionFactory
{
    private readonly VoiceEngines _engines;
    private readonly PipelineOptions _options;
    private readonly SpokenTextPreparation _preparation;
    private readonly TimeProvider _time;
    private readonly ILogger<VoiceSessionFactory> _logger;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public VoiceSessionFactory(
        VoiceEngines engines, PipelineOptions options, SpokenTextPreparation preparation, TimeProvider time, ILogger<VoiceSessionFactory> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _engines = engines;
        _options = options;
        _preparation = preparation;
        _time = time;
        _logger = logger;
    }

    public IVoiceSession Open(SessionSettings settings) => new VoiceSession(settings, _engines, _options, _preparation, _time, _logger);
}
