using System.Diagnostics;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>The program as a server at one end of a network, on its starter models. Without a key.</summary>
internal sealed class NetworkServer : IDisposable
{
    private const int Port = 8080;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private NetworkServer(Process process, Uri root) => (_process, Root) = (process, root);

    public Uri Root { get; }

    /// <summary>Returns when its engines are loaded.</summary>
    public static async Task<NetworkServer> StartAsync(NetworkEnd end)
    {
        var root = new Uri($"http://{end.Address}:{Port}");
        var server = new NetworkServer(await end.DoAsync(() => Start(root)), root);
        try
        {
            await server.SaysAsync("ready to talk");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static Process Start(Uri root)
    {
        string[] arguments = [RealProgram.FilePath, "serve", "--urls", root.ToString(), "--insecure"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["LocalVoice__Admission__MaxSessions"] = "4";
        return Process.Start(start)!;
    }

    private async Task SaysAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                // What it writes from now on nobody reads; a full pipe would stop it.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"The program ended without '{words}'.");
    }
}
