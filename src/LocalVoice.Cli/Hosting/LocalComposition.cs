using LocalVoice.Cli.Espeak;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalVoice.Cli.Hosting;

/// <summary>What a server inside another verb has of its own.</summary>
internal static class LocalComposition
{
    public static void Apply(WebApplicationBuilder builder)
    {
        QuietLogging.Apply(builder);
        PhonemizerVerb.Register(builder);
        builder.Services.AddSingleton<IHostLifetime, VerbLifetime>();
    }
}
