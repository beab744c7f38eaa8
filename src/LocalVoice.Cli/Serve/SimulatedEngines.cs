using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Server.Composition;
using LocalVoice.Simulation.Instant;
using LocalVoice.Speech;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Cli.Serve;

/// <summary>Composes a server on engines that take no time, and marks all its responses as simulated.</summary>
internal static partial class SimulatedEngines
{
    /// <summary>Value of the header <c>Server</c>.</summary>
    public const string ServerName = "LocalVoice simulation";

    public static void Register(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new InstantOptions());
        services.AddSingleton(provider => new ComputeBudget(Environment.ProcessorCount, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IVoiceActivityDetectorFactory, InstantVoiceActivityFactory>();
        services.AddSingleton<IStreamingRecognizer, InstantRecognizer>();
        services.AddSingleton<ISpeechSynthesizer, InstantSynthesizer>();
        services.AddSingleton<InstantChatClient>();
        services.AddSingleton<IChatClient>(provider => provider.GetRequiredService<InstantChatClient>());
        services.AddSingleton<IPromptPrefill>(provider => provider.GetRequiredService<InstantChatClient>());
        services.AddVoicePipeline(builder.Configuration);
        services.AddSingleton<IStartupFilter, Marking>();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "SIMULATION: no engine listens or thinks here, every answer is written in advance; the real server is 'serve'"
    )]
    public static partial void Warn(ILogger logger);

    private sealed class Marking : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        context.Response.Headers.Server = ServerName;
                        return rest(context);
                    }
                );
                next(app);
            };
    }
}
