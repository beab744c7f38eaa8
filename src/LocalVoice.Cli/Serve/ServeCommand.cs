using System.CommandLine;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Output;
using LocalVoice.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace LocalVoice.Cli.Serve;

/// <summary><c>serve</c>: runs the server until it is stopped.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://localhost:8080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several are separated by semicolons.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrls,
        };
        var insecure = new Option<bool>("--insecure")
        {
            Description = "Listen on other than loopback addresses without API keys: whoever reaches the server may use it.",
        };
        var settings = new Argument<string[]>("settings") { Description = "Settings for this run, as --Section:Key=value after a --." };
        var command = new Command("serve", "Runs the voice server.") { urls, insecure, settings };
        return command.Runs(
            json: null as Option<bool>,
            async context =>
            {
                string[] access = context.Get(insecure) ? ["--LocalVoice:Access:Insecure=true"] : [];
                await using var server = VoiceServer.Build(
                    ["--urls", context.Get(urls), .. access, .. context.Get(settings)],
                    PhonemizerVerb.Register
                );
                VoiceServer.CheckAddresses(server);
                await server.RunAsync(context.Cancellation);
                return Environment.ExitCode == 0 ? ExitCode.Success : ExitCode.Unavailable;
            }
        );
    }
}
