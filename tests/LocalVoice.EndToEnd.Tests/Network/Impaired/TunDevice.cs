using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>
/// A network interface whose packets this process reads and writes (Linux, Documentation/networking/tuntap.rst). It belongs to the
/// network namespace of the thread that opens it; reading and writing may be done by any thread.
/// </summary>
internal sealed partial class TunDevice : IDisposable
{
    private const int ReadWrite = 2;
    private const nuint SetInterface = 0x400454ca;
    private const short PacketsWithoutHeader = 0x1001;
    private const short Readable = 1;
    private const int RequestBytes = 40;
    private const int FlagsAt = 16;

    private readonly int _file;
    private int _closed;

    /// <exception cref="InvalidOperationException">There is no such device here, or no right to it.</exception>
    public TunDevice(string name)
    {
        _file = Open("/dev/net/tun", ReadWrite);
        var request = new byte[RequestBytes];
        Encoding.ASCII.GetBytes(name, request);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(FlagsAt), PacketsWithoutHeader);
        if (_file < 0 || Control(_file, SetInterface, request) != 0)
        {
            throw new InvalidOperationException($"No TUN device can be made here (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Waits for the next packet.</summary>
    /// <returns>Its length; 0 when none came in the time.</returns>
    public int Read(Span<byte> packet, TimeSpan patience)
    {
        var wait = new Waiting(_file, Readable, 0);
        return Poll(ref wait, 1, (int)patience.TotalMilliseconds) > 0 ? Math.Max(0, (int)Read(_file, packet, (nuint)packet.Length)) : 0;
    }

    /// <summary>A packet that the interface does not take is lost, as elsewhere.</summary>
    public void Write(ReadOnlySpan<byte> packet) => _ = Write(_file, packet, (nuint)packet.Length);

    /// <summary>To be called when nobody reads or writes any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _ = Close(_file);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, [In, Out] byte[] argument);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Waiting files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, Span<byte> buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, ReadOnlySpan<byte> buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private record struct Waiting(int File, short Events, short Happened);
}
