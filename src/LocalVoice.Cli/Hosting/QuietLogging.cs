using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LocalVoice.Cli.Hosting;

/// <summary>Logging of a server inside another verb: warnings and above, never on standard output, which belongs to the verb.</summary>
internal static class QuietLogging
{
    /// <summary>Who logs, with a stack trace, that a server cannot start.</summary>
    private static readonly string[] ToldByTheVerb = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    public static void Apply(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
        foreach (var category in ToldByTheVerb)
        {
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category, LogLevel.None);
        }

        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
