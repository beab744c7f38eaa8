using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LocalVoice.EndToEnd.Tests.Network;

/// <summary>
/// A network of its own with a loopback interface and nothing else, and a name server on it that answers every name with
/// 127.0.0.1 and keeps a list. Processes that are started in it see only that. Linux, as root.
/// </summary>
internal sealed partial class LoopbackNamespace : IDisposable
{
    private const int NewNetwork = 0x40000000;
    private const int NewMounts = 0x00020000;
    private const string GlobalAddress = "192.0.2.2/32";
    private readonly string _nameServers = Path.GetTempFileName();
    private readonly LoopbackNameServer _names = new();

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "Network namespaces are Linux's."
        : !Environment.IsPrivilegedProcess ? "A network namespace needs root."
        : FirstMissing("ip", "mount", "strace") is { } program ? $"{program} is not installed."
        : null;

    /// <summary>Names that were looked up, in order.</summary>
    public IReadOnlyList<string> LookedUp => _names.Asked;

    /// <summary>Runs a program in the namespace to its end.</summary>
    /// <exception cref="InvalidOperationException">The namespace cannot be made, for example in a container without the right.</exception>
    public Task<ProgramRun> RunAsync(string program, params string[] arguments)
    {
        var done = new TaskCompletionSource<ProgramRun>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Namespaces belong to a thread, and a child gets those of the thread that starts it.
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                done.SetResult(ProgramRun.Of(program, arguments));
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    public void Dispose()
    {
        _names.Dispose();
        File.Delete(_nameServers);
    }

    private void Enter()
    {
        if (Unshare(NewNetwork | NewMounts) != 0)
        {
            throw new InvalidOperationException($"No network namespace can be made here (errno {Marshal.GetLastPInvokeError()}).");
        }

        File.WriteAllText(_nameServers, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        Require("ip", "link", "set", "lo", "up");

        // With nothing but 127.0.0.1, getaddrinfo takes the machine for offline and asks no name server.
        Require("ip", "address", "add", GlobalAddress, "dev", "lo");
        Require("mount", "--make-rprivate", "/");
        Require("mount", "--bind", _nameServers, "/etc/resolv.conf");
        _names.Start();
    }

    private static void Require(string program, params string[] arguments)
    {
        var run = ProgramRun.Of(program, arguments);
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {run.Error}");
        }
    }

    private static string? FirstMissing(params string[] programs)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];
        return programs.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int namespaces);
}

/// <summary>What a program wrote, and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public static ProgramRun Of(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}

/// <summary>Answers every question on 127.0.0.1:53 with 127.0.0.1 and notes the name (RFC 1035, enough of it).</summary>
internal sealed class LoopbackNameServer : IDisposable
{
    private const int HeaderBytes = 12;
    private readonly List<string> _asked = [];
    private Socket? _socket;

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Listens in the network namespace of the calling thread.</summary>
    public void Start()
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 53));
        var listener = new Thread(Serve) { IsBackground = true };
        listener.Start();
    }

    public void Dispose() => _socket?.Dispose();

    private void Serve()
    {
        var packet = new byte[512];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var length = _socket!.ReceiveFrom(packet, ref from);
                _socket.SendTo(Answer(packet.AsSpan(0, length)), from);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private byte[] Answer(ReadOnlySpan<byte> question)
    {
        var labels = new List<string>();
        var at = HeaderBytes;
        while (at < question.Length && question[at] is > 0 and var length)
        {
            labels.Add(System.Text.Encoding.ASCII.GetString(question.Slice(at + 1, length)));
            at += 1 + length;
        }

        lock (_asked)
        {
            _asked.Add(string.Join('.', labels));
        }

        // One question, one answer: a pointer to the name, type A, class IN, 1 s, 127.0.0.1.
        byte[] answer = [0xc0, HeaderBytes, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1];
        return [.. question[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[HeaderBytes..(at + 5)], .. answer];
    }
}
