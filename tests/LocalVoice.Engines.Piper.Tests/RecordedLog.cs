using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Tests;

/// <summary>Keeps the warnings.</summary>
internal sealed class RecordedLog : ILogger<PiperSynthesizer>
{
    public List<string> Warnings { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel == LogLevel.Warning)
        {
            Warnings.Add(formatter(state, exception));
        }
    }
}
