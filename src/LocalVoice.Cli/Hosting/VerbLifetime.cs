using Microsoft.Extensions.Hosting;

namespace LocalVoice.Cli.Hosting;

/// <summary>Of a server inside another verb: the verb hears the signals, and stops it. It does not end before its only client.</summary>
internal sealed class VerbLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
