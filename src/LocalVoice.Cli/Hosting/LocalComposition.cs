using LocalVoice.Cli.Espeak;
using Microsoft.AspNetCore.Builder;

namespace LocalVoice.Cli.Hosting;

/// <summary>What a server inside another verb has of its own.</summary>
internal static class LocalComposition
{
    public static void Apply(WebApplicationBuilder builder)
    {
        QuietLogging.Apply(builder);
        PhonemizerVerb.Register(builder);
    }
}
