using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Wyoming;

/// <summary>
/// Takes connections where <c>LocalVoice:Wyoming</c> says, from whom it allows. When the server stops, requests have finished
/// before (<see cref="Draining.SessionDrain"/>): what is still open is cut.
/// </summary>
internal sealed partial class WyomingListener(
    WyomingConnections connections,
    WyomingEndpoint endpoint,
    IOptions<LocalVoiceOptions> options,
    TimeProvider time,
    ILogger<WyomingListener> logger
) : IHostedService, IDisposable
{
    /// <summary>Sent before anything was read; short enough for an empty buffer.</summary>
    private static readonly byte[] Full =
    [
        .. """{"type":"error","data":{"text":"The server has as many connections as it takes (LocalVoice:Wyoming:MaxConnections). """u8,
        .. """Try again in a few seconds.","code":"server_busy"}}"""u8,
        .. "\n"u8,
    ];

    // After a failure to accept, as when the process has no more file descriptors.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly WyomingOptions _options = options.Value.Wyoming;
    private readonly NetworkList _allowed = new(options.Value.Wyoming.AllowedNetworks);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="OptionsValidationException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return Task.CompletedTask;
        }

        var address = _options.EndPoint;
        _listener = new TcpListener(address);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                _listener.Server.DualMode = true;
            }

            _listener.Start();
        }
        catch (SocketException failure)
        {
            throw new OptionsValidationException(
                WyomingOptions.Section,
                typeof(WyomingOptions),
                [
                    $"The server cannot listen on {address} ({WyomingOptions.Section}:{nameof(WyomingOptions.Address)}, "
                        + $"{nameof(WyomingOptions.Port)}): {failure.Message}. Give a free address of this machine.",
                ]
            );
        }

        endpoint.Bound = (IPEndPoint)_listener.LocalEndpoint;
        Listening(endpoint.Bound);
        if (!IPAddress.IsLoopback(address.Address))
        {
            Open(string.Join(", ", _options.AllowedNetworks), endpoint.Bound);
        }

        _accepting = AcceptAsync(_listener);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener?.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_open.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (await NextAsync(listener).ConfigureAwait(false) is { } socket)
        {
            try
            {
                Take(socket);
            }
            catch (SocketException)
            {
                // It left again at once.
                socket.Dispose();
            }
        }
    }

    /// <returns>Null when the server stops.</returns>
    private async Task<Socket?> NextAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                return await listener.AcceptSocketAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (SocketException failure) when (!_stopping.IsCancellationRequested)
            {
                CannotAccept(failure.Message);
                await Task.Delay(Pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return null;
            }
        }

        return null;
    }

    private void Take(Socket socket)
    {
        var peer = (socket.RemoteEndPoint as IPEndPoint)?.Address;
        if (peer is null || !_allowed.Allows(peer))
        {
            Refused(peer);
            socket.Dispose();
            return;
        }

        if (_open.Count >= _options.MaxConnections)
        {
            socket.Send(Full);
            socket.Dispose();
            return;
        }

        socket.NoDelay = true;
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[socket] = ServeAsync(socket, begin.Task);
        begin.SetResult();
    }

    /// <param name="listed">Completes once the connection is among the open ones.</param>
    private async Task ServeAsync(Socket socket, Task listed)
    {
        await listed.ConfigureAwait(false);
        try
        {
            await connections.ServeAsync(socket, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Failed(failure);
        }
        finally
        {
            _open.TryRemove(socket, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Wyoming (Home Assistant) listens on {Address}")]
    private partial void Listening(IPEndPoint address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Wyoming has no keys: whoever is in {Networks} can use the recogniser and the voices at {Address}, unencrypted"
    )]
    private partial void Open(string networks, IPEndPoint address);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "A Wyoming client at {Address} was refused: it is in no network of LocalVoice:Wyoming:AllowedNetworks"
    )]
    private partial void Refused(IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wyoming cannot take a connection: {Problem}")]
    private partial void CannotAccept(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A Wyoming connection failed")]
    private partial void Failed(Exception failure);
}
