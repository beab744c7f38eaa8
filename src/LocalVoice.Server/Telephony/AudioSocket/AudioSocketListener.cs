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
internal sealed partial class AudioSocketListener : IHostedService, IDisposable
{
    private const string Kind = "audiosocket";

    /// <summary>Connections that are no calls yet, or not any more. Asterisk tells a call at once: more are somebody's attack.</summary>
    private const int MostWaiting = 64;

    private readonly AudioSocketOptions _options;
    private readonly ConnectionOptions _connection;
    private readonly Func<PhoneCalls> _calls;
    private readonly Refusals _refusals;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionPlaces _waiting = new(MostWaiting);
    private readonly TcpDoor _door;

    public AudioSocketListener(
        IOptions<LocalVoiceOptions> options,
        Func<PhoneCalls> calls,
        Refusals refusals,
        TimeProvider time,
        ILogger<AudioSocketListener> logger
    )
    {
        (_options, _connection) = (options.Value.Telephony.AudioSocket, options.Value.Connection);
        (_calls, _refusals, _time, _logger) = (calls, refusals, time, logger);
        _door = new("AudioSocket", _options.Allowed, ServeAsync, _ => Refuse("network"), time, logger);
    }

    /// <summary>Where it listens; null where it does not.</summary>
    public IPEndPoint? Endpoint { get; private set; }

    /// <exception cref="OptionsValidationException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return Task.CompletedTask;
        }

        try
        {
            Endpoint = _door.Open(_options.EndPoint);
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

        Listening(Endpoint);
        return Task.CompletedTask;
    }

    /// <summary>Calls have ended by then: the server has drained.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _door.CloseAsync(cancellationToken);

    public void Dispose() => _door.Dispose();

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        using var waiting = _waiting.TryEnter(socket.Dispose)!;
        var caller = new Caller(Kind, BySecret: false, Caller.Written((socket.RemoteEndPoint as IPEndPoint)?.Address));
        KeepAlive(socket, (int)_connection.KeepAliveInterval.TotalSeconds);
        await using var line = new AudioSocketLine(socket, _options, _connection.SendTimeout, _time);
        if (await CallOfAsync(line, stopping) is not { } uuid)
        {
            await line.HangUpAsync(CloseReason.ClientGone);
            return;
        }

        var known = _options.Calls.TryGetValue($"{uuid:D}", out var profile);
        if (!known && _options.Calls.Count > 0)
        {
            Refuse("uuid");
            await line.HangUpAsync(CloseReason.NotOpened);
            return;
        }

        if (await _calls().EnterAsync(stopping) is { } refusal)
        {
            _refusals.Note(refusal.Reason, refusal.Status);
            await line.HangUpAsync(CloseReason.NotOpened);
            return;
        }

        CloseReason? end = null;
        try
        {
            waiting.Dispose();
            end = await _calls().TalkAsync(line, profile ?? _options.Profile, Kind, caller, CancellationToken.None);
        }
        finally
        {
            _calls().Leave(end);
        }
    }

    /// <summary>Who has lost power or network does not close: the operating system finds out after three unanswered probes.</summary>
    private static void KeepAlive(Socket socket, int seconds)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, seconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    /// <returns>The call's UUID; null when it was not told, or not in time.</returns>
    private async Task<Guid?> CallOfAsync(AudioSocketLine line, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_connection.MessageTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            return await line.AwaitUuidAsync(either.Token);
        }
        catch (ProtocolException)
        {
            _refusals.Note("protocol", StatusCodes.Status400BadRequest);
            return null;
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    private void Refuse(string reason) => _refusals.Note(reason, StatusCodes.Status403Forbidden);

    [LoggerMessage(Level = LogLevel.Information, Message = "LocalVoice takes calls from Asterisk (AudioSocket) on {Endpoint}")]
    private partial void Listening(EndPoint endpoint);
}
