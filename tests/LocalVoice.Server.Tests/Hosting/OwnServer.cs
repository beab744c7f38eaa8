namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A server that one test has for itself.</summary>
internal sealed record OwnServer(RunningServer Value) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Value.DisposeAsync();
}

internal static class OwnServerExtensions
{
    public static async Task<OwnServer> DisposeAfterwards(this Task<RunningServer> starting) => new(await starting);
}
