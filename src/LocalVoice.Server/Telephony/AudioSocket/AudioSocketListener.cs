using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Access;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>Takes calls from Asterisk, one per connection, where that is enabled. A call that is refused is hung up.</summary>
internal sealed partial class AudioSocketListener(
    IOptions<LocalVoiceOptions> options,
    Func<PhoneCalls> calls,
    Refusals refusals,
    TimeProvider time,
    ILogger<AudioSocketListener> logger
) : IHostedService, IDisposable
{
    private const string Kind = "audiosocket";

    /// <summary>Connections that have not told their call yet; more are closed at once.</summary>
    private const int MostWaiting = 64;

    private readonly AudioSocketOptions _options = options.Value.Telephony.AudioSocket;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _served = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _waiting;

    /// <summary>Where it listens; null where it does not.</summary>
    public EndPoint? Endpoint => _listener?.LocalEndpoint;

    /// <exception cref="OptionsValidationException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return Task.CompletedTask;
        }

        _listener = new TcpListener(IPAddress.Parse(_options.Address), _options.Port);
        try
        {
            _listener.Start();
        }
        catch (SocketException failure)
        {
            throw new OptionsValidationException(
                nameof(AudioSocketOptions),
                typeof(AudioSocketOptions),
                [
                    $"LocalVoice:Telephony:AudioSocket cannot listen on {_options.Address}, port {_options.Port}: {failure.Message}. "
                        + "Set another Address or Port, or Enabled to false.",
                ]
            );
        }

        Listening(Endpoint!);
        _accepting = AcceptAsync(_listener);
        return Task.CompletedTask;
    }

    /// <summary>Calls have ended by then: the server has drained.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _listener?.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_served.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(_stopping.Token);
                var serving = ServeAsync(socket);
                _served[serving] = true;
                _ = serving.ContinueWith(done => _served.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (SocketException)
            {
                // The other end was gone before it was taken.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            if (!IsAllowed(socket.RemoteEndPoint))
            {
                refusals.Note("network", StatusCodes.Status403Forbidden);
                socket.Dispose();
                return;
            }

            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await using var line = new AudioSocketLine(socket, options.Value.Connection.SendTimeout, time);
            await TakeAsync(line, new(Kind, BySecret: false, Caller.Written((socket.RemoteEndPoint as IPEndPoint)?.Address)));
        }
        catch (Exception failure)
        {
            Failed(failure);
            socket.Dispose();
        }
    }

    private async Task TakeAsync(AudioSocketLine line, Caller caller)
    {
        if (await CallOfAsync(line) is not { } uuid)
        {
            await line.HangUpAsync(CloseReason.ClientGone);
            return;
        }

        var known = _options.Calls.TryGetValue($"{uuid:D}", out var profile);
        if (!known && _options.Calls.Count > 0)
        {
            await RefuseAsync(line, "uuid", StatusCodes.Status403Forbidden);
            return;
        }

        if (await calls().EnterAsync(_stopping.Token) is { } refusal)
        {
            await RefuseAsync(line, refusal.Reason, refusal.Status);
            return;
        }

        CloseReason? end = null;
        try
        {
            end = await calls().TalkAsync(line, profile ?? _options.Profile, Kind, caller, CancellationToken.None);
        }
        finally
        {
            calls().Leave(end);
        }
    }

    /// <returns>The call's UUID; null when it was not told, or not in time.</returns>
    private async Task<Guid?> CallOfAsync(AudioSocketLine line)
    {
        using var patience = new CancellationTokenSource(options.Value.Connection.MessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
        try
        {
            return Interlocked.Increment(ref _waiting) > MostWaiting ? null : await line.AwaitUuidAsync(either.Token);
        }
        catch (ProtocolException)
        {
            refusals.Note("protocol", StatusCodes.Status400BadRequest);
            return null;
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private Task RefuseAsync(AudioSocketLine line, string reason, int status)
    {
        refusals.Note(reason, status);
        return line.HangUpAsync(CloseReason.NotOpened);
    }

    private bool IsAllowed(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
        {
            return false;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(address) || _options.Networks.Any(network => network.Contains(address));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "LocalVoice takes calls from Asterisk (AudioSocket) on {Endpoint}")]
    private partial void Listening(EndPoint endpoint);

    [LoggerMessage(Level = LogLevel.Error, Message = "A call from Asterisk failed")]
    private partial void Failed(Exception failure);
}
