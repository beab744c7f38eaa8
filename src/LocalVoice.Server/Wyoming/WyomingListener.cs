using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Wyoming;

/// <summary>
/// Takes connections where <c>LocalVoice:Wyoming</c> says, from whom it allows. When the server stops, requests have finished
/// before (<see cref="Draining.SessionDrain"/>): what is still open is cut.
/// </summary>
internal sealed partial class WyomingListener : IHostedService, IDisposable
{
    /// <summary>Sent before anything was read; short enough for an empty buffer.</summary>
    private static readonly byte[] Full =
    [
        .. """{"type":"error","data":{"text":"The server has as many requests and connections as it takes """u8,
        .. """(LocalVoice:Wyoming:MaxConnections). Try again in a few seconds.","code":"server_busy"}}"""u8,
        .. "\n"u8,
    ];

    private readonly WyomingOptions _options;
    private readonly WyomingConnections _connections;
    private readonly WyomingEndpoint _endpoint;
    private readonly ILogger _logger;
    private readonly ConnectionPlaces _places;
    private readonly TcpDoor _door;

    public WyomingListener(
        WyomingConnections connections,
        WyomingEndpoint endpoint,
        IOptions<LocalVoiceOptions> options,
        TimeProvider time,
        ILogger<WyomingListener> logger
    )
    {
        (_connections, _endpoint, _options, _logger) = (connections, endpoint, options.Value.Wyoming, logger);
        _places = new(_options.MaxConnections);
        _door = new("Wyoming", new(_options.AllowedNetworks), ServeAsync, Refused, time, logger);
    }

    /// <exception cref="OptionsValidationException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return Task.CompletedTask;
        }

        var address = _options.EndPoint;
        try
        {
            _endpoint.Bound = _door.Open(address);
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

        Listening(_endpoint.Bound);
        if (!IPAddress.IsLoopback(address.Address))
        {
            Open(string.Join(", ", _options.AllowedNetworks), _endpoint.Bound);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _door.CloseAsync(cancellationToken);

    public void Dispose() => _door.Dispose();

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        using var place = _places.TryEnter(socket.Dispose);
        if (place is null)
        {
            await socket.SendAsync(Full, stopping).ConfigureAwait(false);
            return;
        }

        await _connections.ServeAsync(socket, place, stopping).ConfigureAwait(false);
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
}
