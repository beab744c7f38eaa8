using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LocalVoice.Cli.Hosting;

/// <summary>Logging of a server inside another verb: warnings and above, never on standard output, which belongs to the verb.</summary>
internal static class QuietLogging
{
    public static void Apply(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
