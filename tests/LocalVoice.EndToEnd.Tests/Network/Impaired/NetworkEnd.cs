using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>
/// A network namespace with loopback and one TUN device, and the thread that is in it: sockets that it opens and programs that it
/// starts see that network only. Linux, as root.
/// </summary>
internal sealed partial class NetworkEnd : IDisposable
{
    private const int NewNetwork = 0x40000000;
    private const int PrefixLength = 24;

    private readonly BlockingCollection<Action> _work = new(boundedCapacity: 16);
    private readonly Thread _thread;

    /// <exception cref="InvalidOperationException">The namespace or the device cannot be made here.</exception>
    public NetworkEnd(string name, IPAddress address)
    {
        Address = address;
        _thread = new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work();
            }
        })
        {
            IsBackground = true,
        };
        _thread.Start();
        Device = DoAsync(() => Enter(name)).GetAwaiter().GetResult();
    }

    public IPAddress Address { get; }

    public TunDevice Device { get; }

    /// <summary>Runs on the namespace's thread.</summary>
    public Task<T> DoAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private TunDevice Enter(string name)
    {
        if (Unshare(NewNetwork) != 0)
        {
            throw new InvalidOperationException($"No network namespace can be made here (errno {Marshal.GetLastPInvokeError()}).");
        }

        var device = new TunDevice(name);
        Require("link", "set", "lo", "up");
        Require("address", "add", $"{Address}/{PrefixLength}", "dev", name);
        Require("link", "set", name, "up");
        return device;
    }

    private static void Require(params string[] arguments)
    {
        var run = ProgramRun.Of("ip", arguments);
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {run.Error}");
        }
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int namespaces);
}
