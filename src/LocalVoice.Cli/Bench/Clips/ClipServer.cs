using LocalVoice.Bench.Clips;
using LocalVoice.Bench.Load;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;

namespace LocalVoice.Cli.Bench.Clips;

/// <summary>The server that clips are played to: one that runs, or one in a process of its own, as it would be served.</summary>
internal sealed class ClipServer : IAsyncDisposable
{
    private readonly ServerProcess? _started;
    private readonly double _startUpMs;
    private readonly double _startMiB;

    private ClipServer(ServerAddress address, ServerProcess? started, double startUpMs)
    {
        (Address, _started, _startUpMs) = (address, started, startUpMs);
        _startMiB = started is null ? 0 : ProcessUse.ResidentMiB(started.Process);
    }

    public ServerAddress Address { get; }

    /// <param name="settings">Of one that is started.</param>
    /// <exception cref="CliException">The address or the key is invalid, or the server cannot start.</exception>
    public static async Task<ClipServer> OpenAsync(VerbContext context, ServerOptions options, string[] settings)
    {
        if (context.Get(options.Url) is not null)
        {
            return new ClipServer(await options.OpenAsync(context), started: null, startUpMs: 0);
        }

        var begun = context.Time.GetTimestamp();
        string[] all = [.. settings, .. options.Stages.Settings(context)];
        var started = await ServerProcess.StartAsync(ServeCommand.Name, context.Time, context.Cancellation, all);
        return new ClipServer(ServerAddress.Of(started), started, context.Time.GetElapsedTime(begun).TotalMilliseconds);
    }

    /// <summary>Awaits the work, and tells what a started server used meanwhile; null for one that runs elsewhere.</summary>
    public async Task<(T Result, StartedServer? Server)> DuringAsync<T>(TimeProvider time, Task<T> work)
    {
        if (_started is null)
        {
            return (await work, null);
        }

        var (result, use) = await ProcessUse.DuringAsync(_started.Process, time, work);
        return (result, new StartedServer(Math.Round(_startUpMs), Math.Round(_startMiB), use.PeakMiB, use.EndMiB));
    }

    public async ValueTask DisposeAsync()
    {
        await Address.DisposeAsync();
        if (_started is not null)
        {
            await _started.DisposeAsync();
        }
    }
}
