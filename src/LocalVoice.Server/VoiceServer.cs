using LocalVoice.Core.Sessions;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Transport;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server;

/// <summary>The server's composition: configuration, engines, endpoints.</summary>
public static partial class VoiceServer
{
    /// <summary>Builds a server that is ready to run.</summary>
    /// <param name="args"><c>--urls</c>, and settings as <c>--LocalVoice:Key value</c>.</param>
    /// <param name="configure">Final changes; an <see cref="IVoiceSessionFactory"/> registered here replaces the engines.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        ConfigurationDefaults.AddTo(builder);
        AddServices(builder.Services);
        configure?.Invoke(builder);
        UnknownSettings.Refuse(builder.Configuration, SettingsSchema.Root);
        if (!builder.Services.Any(service => service.ServiceType == typeof(IVoiceSessionFactory)))
        {
            builder.Services.AddLocalEngines();
            builder.Services.AddVoicePipeline(builder.Configuration);
        }

        var app = builder.Build();
        MapEndpoints(app);
        app.Lifetime.ApplicationStarted.Register(() => LogAddresses(app));
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSection(LocalVoiceOptions.Section, new LocalVoiceOptionsValidator());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EngineReadiness>();
        services.AddSingleton<StartFailure>();
        services.AddSingleton<ProfileCatalog>();
        services.AddSingleton<RealtimeEndpoint>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        var keepAlive = app.Services.GetRequiredService<IOptions<LocalVoiceOptions>>().Value.Connection.KeepAliveInterval;
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = keepAlive, KeepAliveTimeout = keepAlive });
        var pages = new EmbeddedFileProvider(typeof(VoiceServer).Assembly, "LocalVoice.Server.wwwroot");
        app.UseFileServer(new FileServerOptions { FileProvider = pages });
        app.MapMethods(
            "/v1/realtime",
            [HttpMethods.Get, HttpMethods.Connect],
            (HttpContext context, RealtimeEndpoint endpoint) => endpoint.HandleAsync(context)
        );
        app.MapModels();
        app.MapHealth();
    }

    private static void LogAddresses(WebApplication app)
    {
        foreach (var address in app.Urls)
        {
            LogListening(app.Logger, address);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "LocalVoice listens on {Address}")]
    private static partial void LogListening(ILogger logger, string address);
}
