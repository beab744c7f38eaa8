using LocalVoice.Core.Memory;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Http.Chat;
using LocalVoice.Server.Http.Description;
using LocalVoice.Server.Http.Ffmpeg;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Models;
using LocalVoice.Server.Http.Responses;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Speech;
using LocalVoice.Server.Http.Speech.Compressed;
using LocalVoice.Server.Http.Transcriptions;
using LocalVoice.Server.Http.Transcriptions.Decoding;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http;

/// <summary>The single stages over HTTP, on the engines that sessions use.</summary>
internal static class HttpApi
{
    public static void AddHttpApi(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new MemoryBudget(provider.GetRequiredService<IOptions<PipelineOptions>>().Value.Memory));
        services.AddSingleton<StageEngines>();
        services.AddSingleton<ProfileDescription>();
        services.AddSingleton<StageSlots>();
        services.AddSingleton<ApiFailures>();
        services.AddSingleton<FfmpegProgram>();
        services.AddSingleton<AudioFiles>();
        services.AddSingleton<CompressedSpeech>();
        services.AddSingleton<TextModel>();
        services.AddSingleton<TranscriptionsEndpoint>();
        services.AddSingleton<SpeechEndpoint>();
        services.AddSingleton<ChatEndpoint>();
        services.AddSingleton<ResponsesEndpoint>();
    }

    /// <param name="guarded">The group under <c>/v1</c>.</param>
    public static void MapHttpApi(this IEndpointRouteBuilder guarded)
    {
        guarded.MapModels();
        guarded.MapVoices();
        guarded.MapStage<TranscriptionsEndpoint>("/audio/transcriptions");
        guarded.MapStage<SpeechEndpoint>("/audio/speech");
        guarded.MapStage<ChatEndpoint>("/chat/completions");
        guarded.MapStage<ResponsesEndpoint>("/responses");
    }

    public static void MapDescription(this IEndpointRouteBuilder routes) => OpenApiDocument.Map(routes);

    private static void MapStage<T>(this IEndpointRouteBuilder routes, string path)
        where T : IStageEndpoint =>
        routes
            .MapPost(path, (HttpContext context, T endpoint) => endpoint.HandleAsync(context))
            .AddEndpointFilter<RouteHandlerBuilder, ApiGate>();
}
