using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LocalVoice.Core.SessionLoop;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Testing.Fakes;

/// <summary>What sessions log at Information and above, and what they count.</summary>
public sealed class RecordedFailures : ILogger<VoiceSessionFactory>, IMeterFactory
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _counts = new();
    private readonly MeterListener _listener = new();

    public RecordedFailures()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, count, tags, _) =>
                _counts.Enqueue(string.Join(' ', [$"{instrument.Name} {count}", .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]))
        );
        _listener.Start();
    }

    /// <summary>Lines logged.</summary>
    public Counter Logged { get; } = new();

    /// <summary>As <c>Warning: text</c>, with the exception where one is logged.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>As <c>name 1 tag=value</c>.</summary>
    public IReadOnlyCollection<string> Counts => _counts;

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Scope = this;
        return new Meter(options);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}".TrimEnd());
            Logged.Increment();
        }
    }

    public void Dispose() => _listener.Dispose();
}
