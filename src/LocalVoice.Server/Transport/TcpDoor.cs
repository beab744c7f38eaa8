using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Transport;

/// <summary>Takes TCP connections from networks that are allowed, and serves each on its own; no connection ends it.</summary>
/// <param name="name">Of what is served, for the log.</param>
/// <param name="serve">Serves a connection until the token is cancelled; the socket is disposed after it.</param>
/// <param name="refused">Told of a connection from elsewhere, which is closed.</param>
internal sealed partial class TcpDoor(
    string name,
    NetworkList allowed,
    Func<Socket, CancellationToken, Task> serve,
    Action<IPAddress?> refused,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    // After a failure to accept, as when the process has no more file descriptors.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Begins; called once.</summary>
    /// <returns>With the port that it has.</returns>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public IPEndPoint Open(IPEndPoint address)
    {
        _listener = new TcpListener(address);
        if (address.Address.Equals(IPAddress.IPv6Any))
        {
            _listener.Server.DualMode = true;
        }

        _listener.Start();
        _accepting = AcceptAsync(_listener);
        return (IPEndPoint)_listener.LocalEndpoint;
    }

    /// <summary>Takes no more, cuts what is open and waits for its end.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _listener?.Stop();
        await _accepting;
        await Task.WhenAll(_open.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (await NextAsync(listener) is { } socket)
        {
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _open[socket] = ServeAsync(socket, begin.Task);
            begin.SetResult();
        }
    }

    /// <returns>Null when the server stops.</returns>
    private async Task<Socket?> NextAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                return await listener.AcceptSocketAsync(_stopping.Token);
            }
            catch (SocketException failure) when (!_stopping.IsCancellationRequested)
            {
                CannotAccept(name, failure.Message);
                await Task.Delay(Pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return null;
            }
        }

        return null;
    }

    /// <param name="listed">Completes once the connection is among the open ones.</param>
    private async Task ServeAsync(Socket socket, Task listed)
    {
        await listed;
        try
        {
            var peer = (socket.RemoteEndPoint as IPEndPoint)?.Address;
            if (peer is null || !allowed.Allows(peer))
            {
                refused(peer);
                return;
            }

            socket.NoDelay = true;
            await serve(socket, _stopping.Token);
        }
        catch (Exception left) when (left is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other end is gone, or the server stops.
        }
        catch (Exception failure)
        {
            Failed(failure, name);
        }
        finally
        {
            socket.Dispose();
            _open.TryRemove(socket, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} cannot take a connection: {Problem}")]
    private partial void CannotAccept(string name, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection of {Name} failed")]
    private partial void Failed(Exception failure, string name);
}
