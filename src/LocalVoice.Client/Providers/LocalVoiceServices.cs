using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Client.Providers;

/// <summary>Registers a LocalVoice server as a provider of speech.</summary>
[Experimental("MEAI001")]
public static class LocalVoiceServices
{
    /// <summary>
    /// Registers <see cref="IRealtimeClient"/>, <see cref="ISpeechToTextClient"/> and <see cref="ITextToSpeechClient"/>, as singletons.
    /// </summary>
    /// <param name="server">Like <c>http://localhost:8080</c>; <c>/v1</c> at its end may be there or not.</param>
    /// <param name="apiKey">Null where the server needs none.</param>
    /// <param name="model">The profile of requests that name none; null for the server's default.</param>
    public static IServiceCollection AddLocalVoice(
        this IServiceCollection services,
        Uri server,
        string? apiKey = null,
        string? model = null
    ) =>
        services
            .AddSingleton<IRealtimeClient>(_ => new LocalVoiceRealtimeClient(server, apiKey, model))
            .AddSingleton<ISpeechToTextClient>(_ => new LocalVoiceSpeechToTextClient(server, apiKey, model))
            .AddSingleton<ITextToSpeechClient>(_ => new LocalVoiceTextToSpeechClient(server, apiKey, model));
}
