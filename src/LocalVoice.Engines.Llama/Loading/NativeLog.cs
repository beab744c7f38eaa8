using System.Text;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Forwards llama.cpp's log, one stream per process, to the logger of the newest model.</summary>
internal static partial class NativeLog
{
    private static readonly Lock Gate = new();
    private static readonly StringBuilder Line = new();
    private static LLamaLogLevel _level;
    private static ILogger? _logger;
    private static string _lastError = "";
    private static Action<string>? _observer;
    private static bool _attached;

    public static void Attach(ILogger logger)
    {
        lock (Gate)
        {
            _logger = logger;
            _lastError = "";
            if (!_attached)
            {
                _attached = true;
                NativeLogConfig.llama_log_set(Receive);
            }
        }
    }

    /// <summary>Passes every line to <paramref name="observer"/> as well, instead of to the one before; null for nobody.</summary>
    public static void Observe(Action<string>? observer)
    {
        lock (Gate)
        {
            _observer = observer;
        }
    }

    /// <summary>The last error that llama.cpp logged since <see cref="Attach"/>; may be empty.</summary>
    public static string LastError
    {
        get
        {
            lock (Gate)
            {
                return _lastError;
            }
        }
    }

    private static void Receive(LLamaLogLevel level, string message)
    {
        lock (Gate)
        {
            _level = level == LLamaLogLevel.Continue ? _level : level;
            Line.Append(message);
            if (message.EndsWith('\n'))
            {
                Write(Line.ToString().Trim());
                Line.Clear();
            }
        }
    }

    private static void Write(string line)
    {
        if (_level == LLamaLogLevel.Error)
        {
            _lastError = line;
        }

        _observer?.Invoke(line);
        if (_logger is { } logger && line.Length > 0)
        {
            Native(logger, _level == LLamaLogLevel.Error ? LogLevel.Warning : LogLevel.Debug, line);
        }
    }

    [LoggerMessage(Message = "llama.cpp: {Line}")]
    private static partial void Native(ILogger logger, LogLevel level, string line);
}
