using System.Collections.Concurrent;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Testing.Logging;

/// <summary>Keeps what is logged, by one category or by all. Thread-safe.</summary>
/// <param name="least">Lower levels are not enabled.</param>
public class RecordedLog(LogLevel least = LogLevel.Trace) : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> _entries = new();

    /// <summary>As <c>Warning: text</c>, with the exception where one is logged.</summary>
    public IReadOnlyList<string> Lines => [.. _entries.Select(entry => $"{entry.Level}: {entry.Text} {entry.Exception}".TrimEnd())];

    /// <summary>The texts of the warnings.</summary>
    public IReadOnlyList<string> Warnings => [.. _entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text)];

    /// <summary>Lines logged.</summary>
    public Counter Logged { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

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
            _entries.Enqueue((logLevel, formatter(state, exception), exception));
            Logged.Increment();
        }
    }
}

/// <summary>What one class logs.</summary>
public sealed class RecordedLog<T>(LogLevel least = LogLevel.Trace) : RecordedLog(least), ILogger<T>;
