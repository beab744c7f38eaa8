using LocalVoice.Testing.Logging;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>Records all that a server logs at its levels.</summary>
internal sealed class LogProvider(RecordedLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log;

    public void Dispose() { }
}
