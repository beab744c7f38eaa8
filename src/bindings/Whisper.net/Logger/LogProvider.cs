using System.Collections.Immutable;

namespace Whisper.net.Logger;

/// <summary>Where native messages go; nowhere until a logger is added. Thread-safe.</summary>
public static class LogProvider
{
    private static ImmutableArray<Action<WhisperLogLevel, string>> _loggers = [];

    /// <summary>Adds a logger, which may be called from any thread.</summary>
    /// <returns>Disposing it removes the logger.</returns>
    public static IDisposable AddLogger(Action<WhisperLogLevel, string> logAction)
    {
        ArgumentNullException.ThrowIfNull(logAction);
        ImmutableInterlocked.Update(ref _loggers, loggers => loggers.Add(logAction));
        return new Registration(logAction);
    }

    internal static void Log(WhisperLogLevel level, string message)
    {
        foreach (var logger in _loggers)
        {
            logger(level, message);
        }
    }

    private sealed class Registration(Action<WhisperLogLevel, string> logger) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref _loggers, loggers => loggers.Remove(logger));
    }
}
