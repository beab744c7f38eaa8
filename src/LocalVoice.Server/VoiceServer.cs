using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Access;
using LocalVoice.Server.Access.Secrets;
using LocalVoice.Server.Admin;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Calls;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;
using LocalVoice.Server.Http;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Https;
using LocalVoice.Server.Outbound;
using LocalVoice.Server.Storage;
using LocalVoice.Server.Telemetry;
using LocalVoice.Server.Telephony;
using LocalVoice.Server.Transport;
using LocalVoice.Server.Wyoming;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server;

/// <summary>The server's composition: configuration, engines, endpoints.</summary>
public static partial class VoiceServer
{
    // Settings are checked at the start only, and a watch on the settings file covers every folder below it.
    private const string SettingsReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Builds a server that is ready to run.</summary>
    /// <param name="args"><c>--urls</c>, and settings as <c>--LocalVoice:Key value</c>.</param>
    /// <param name="configure">Final changes; an <see cref="IVoiceSessionFactory"/> registered here replaces the engines.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder([SettingsReadOnce, .. args]);
        AddComposition(
            builder,
            added =>
            {
                configure?.Invoke(added);
                UnknownSettings.Refuse(added.Configuration, SettingsSchema.Root);
            }
        );
        var app = builder.Build();
        MapEndpoints(app);
        app.Lifetime.ApplicationStarted.Register(() => LogAddresses(app));
        return app;
    }

    /// <summary>Adds all that the server is made of, and its default settings.</summary>
    /// <param name="configure">Changes before the engines, which depend on them, are added.</param>
    internal static void AddComposition(WebApplicationBuilder builder, Action<WebApplicationBuilder>? configure = null)
    {
        ConfigurationDefaults.AddTo(builder);
        AddServices(builder.Services);
        configure?.Invoke(builder);
        HttpsAddresses.AddTo(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        if (!builder.Services.Any(service => service.ServiceType == typeof(IVoiceSessionFactory)))
        {
            builder.Services.AddLocalEngines(builder.Configuration);
            builder.Services.AddVoicePipeline(builder.Configuration);
        }
    }

    /// <summary>
    /// Checks before the start, and so before any model is loaded, what the server also checks when it binds: that others
    /// than this machine reach it with an API key only, or as configured, and that its certificate can be used.
    /// </summary>
    /// <exception cref="OptionsValidationException">Names the address or setting, and the remedies.</exception>
    public static void CheckAddresses(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var bound = server.Services.GetRequiredService<BoundEndpoints>();
        foreach (var endpoint in ConfiguredEndpoints.Of(server.Configuration))
        {
            bound.Check(endpoint);
        }

        if (HttpsAddresses.Of(server.Configuration).Any())
        {
            _ = server.Services.GetRequiredService<HttpsCertificate>().Current;
        }
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSection(LocalVoiceOptions.Section, new LocalVoiceOptionsValidator());
        services.AddSection(PipelineOptionsValidator.Section, new PipelineOptionsValidator());
        services.AddSingleton<IValidateOptions<LocalVoiceOptions>, InstructionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EngineReadiness>();
        services.AddSingleton<StartFailure>();
        services.AddSingleton<ProfileCatalog>();
        services.AddSingleton<TurnStatistics>();
        services.AddSingleton<SessionDoor>();
        services.AddSingleton<RealtimeEndpoint>();
        services.AddAudit();
        services.AddCalls();
        services.AddAccess();
        services.AddHttps();
        services.AddCapacity();
        services.AddDrain();
        services.AddHttpApi();
        services.AddWyoming();
        services.AddTelephony();
        services.AddStore();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.UseAccess();
        app.UseCors();
        app.UseApiErrors();
        var keepAlive = app.Services.GetRequiredService<IOptions<LocalVoiceOptions>>().Value.Connection.KeepAliveInterval;
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = keepAlive, KeepAliveTimeout = keepAlive });
        var pages = new EmbeddedFileProvider(typeof(VoiceServer).Assembly, "LocalVoice.Server.wwwroot");
        app.UseFileServer(new FileServerOptions { FileProvider = pages });
        var guarded = app.MapGuarded("/v1");
        guarded.MapRealtime();
        guarded.MapCalls();
        guarded.MapClientSecrets();
        guarded.MapStats();
        guarded.MapAdmin();
        guarded.MapHttpApi();
        app.MapTelephony();
        app.MapHealth();
        app.MapMetrics();
        app.MapHttps();
        app.MapDescription();
    }

    private static void LogAddresses(WebApplication app)
    {
        foreach (var address in app.Urls)
        {
            LogListening(app.Logger, address);
        }

        app.Services.GetRequiredService<ListeningAddresses>().Log();

        if (app.Services.GetService<AllowedAddresses>() is { } allowed)
        {
            LogReachable(app.Logger, allowed.All.Count == 0 ? "nothing else" : $"only {string.Join(", ", allowed.All)}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Beside this machine it can reach {Addresses}")]
    private static partial void LogReachable(ILogger logger, string addresses);

    [LoggerMessage(Level = LogLevel.Information, Message = "LocalVoice listens on {Address}")]
    private static partial void LogListening(ILogger logger, string address);
}
