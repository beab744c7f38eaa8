using System.Diagnostics.CodeAnalysis;
using LocalVoice.Client.Providers.Realtime;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers;

/// <summary>
/// Spoken conversations with a LocalVoice server, over a WebSocket with the subprotocol of stock clients. Audio is 24 kHz mono
/// 16-bit PCM, unless the session asks for <c>audio/pcmu</c> or <c>audio/pcma</c>; a WAV file of any rate is converted as it is sent.
/// Thread-safe.
/// </summary>
/// <param name="server">Like <c>http://localhost:8080</c>; <c>/v1</c> at its end may be there or not.</param>
/// <param name="apiKey">Null where the server needs none.</param>
/// <param name="model">The profile of sessions that name none; null for the server's default.</param>
/// <param name="connections">Opens the connections in place of the system's sockets; not disposed. Null: those.</param>
/// <exception cref="ArgumentException"><paramref name="server"/> is no server address.</exception>
[Experimental("MEAI001")]
public sealed class LocalVoiceRealtimeClient(
    Uri server,
    string? apiKey = null,
    string? model = null,
    HttpMessageInvoker? connections = null
) : IRealtimeClient
{
    private readonly ServerRoot _root = new(server);
    private readonly ChatClientMetadata _metadata = new(ProviderName.Value, server, model);

    /// <summary>Opens a session; its messages can be read from the first on, those that set it up included.</summary>
    /// <param name="options">
    /// Null, or a property that is null: what the server has set. <see cref="RealtimeSessionOptions.RawRepresentationFactory"/> may give
    /// further fields of the protocol's session object, as a <see cref="System.Text.Json.Nodes.JsonObject"/> or as JSON text.
    /// </param>
    /// <exception cref="ClientException">No server answers, or it refuses the key, another session or these options.</exception>
    /// <exception cref="NotSupportedException">The options have a tool that is no function.</exception>
    public async Task<IRealtimeClientSession> CreateSessionAsync(
        RealtimeSessionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var url = _root.Realtime(options?.Model ?? model, options?.SessionKind == RealtimeSessionKind.Transcription);
        var call = new CallOptions
        {
            Framing = () => new Base64Framing(keepsEvents: true),
            ApiKey = apiKey,
            Connections = connections,
        };
        var update = options is null ? null : ClientEvents.Of(new SessionUpdateRealtimeClientMessage(options), input: null);
        var client = await RealtimeClient.ConnectAsync(url, call, TimeProvider.System, cancellationToken);
        var session = new RealtimeSession(client, _metadata);
        try
        {
            await session.BeginAsync(options, update, call.ResponseTimeout, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Find(serviceType, serviceKey, this, _metadata);

    /// <summary>Nothing: sessions are disposed by those who opened them.</summary>
    public void Dispose() { }
}
