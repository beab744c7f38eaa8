using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Tools;

namespace LocalVoice.Core.ToolServers;

/// <summary>
/// The servers of tools that a session has named: each is asked for its tools once, beside the loop, and kept. Used by the
/// session's loop only.
/// </summary>
internal sealed class ToolConnections(SessionContext session, IToolServers servers, PromptPrefiller prefiller)
{
    private readonly List<ToolConnection> _open = [];

    /// <summary>Asks those of its servers that were not asked yet, or could not be.</summary>
    public async ValueTask OpenAsync(ToolSet wanted)
    {
        foreach (var server in wanted.Servers)
        {
            if (Find(server) is { } known)
            {
                if (!known.Failed)
                {
                    continue;
                }

                Close(known);
            }

            MakeRoom(wanted);
            await AskAsync(server).ConfigureAwait(false);
        }
    }

    /// <summary>Whether some server's tools are not known yet.</summary>
    public bool IsAsking(ToolSet wanted) => wanted.Servers.Any(server => Find(server) is { IsAsked: true });

    /// <returns>Null where the server is not open any more.</returns>
    public IToolServer? ServerOf(ToolServer server) => Find(server)?.Server;

    /// <summary>Handles what a server has told.</summary>
    public async ValueTask OnToldAsync(ToolsTold told)
    {
        var connection = told.Connection;
        if (!_open.Contains(connection))
        {
            return;
        }

        (connection.IsAsked, connection.Failed) = (false, told.Error is not null);
        session.Tools.Note(connection.Name.Address, told.Tools);
        var item = new ToolListItem(connection.ItemId, connection.Name.Label, told.Tools, ConversationItemStatus.Completed, told.Error);
        session.History.Replace(item);
        await session.EmitAsync(new ToolsListed(item, session.History.Before(item.Id))).ConfigureAwait(false);
        prefiller.Prefill("");
    }

    /// <summary>Lets go of all servers; what they still have to be told is told beside.</summary>
    public void Close()
    {
        foreach (var connection in _open.ToArray())
        {
            Close(connection);
        }
    }

    private ToolConnection? Find(ToolServer server) =>
        _open.Find(open => open.Name.Label == server.Label && open.Name.Address == server.Address);

    private async ValueTask AskAsync(ToolServer server)
    {
        var item = new ToolListItem(SessionContext.NewId("mcpl"), server.Label, [], ConversationItemStatus.InProgress, null);
        var connection = new ToolConnection(server, item.Id, servers.Open(server.Address));
        _open.Add(connection);
        var previous = session.History.Add(item);
        await session.EmitAsync(new ToolsAsked(item, previous)).ConfigureAwait(false);
        await session.MakeRoomAsync(item.Id).ConfigureAwait(false);
        _ = ListAsync(connection);
    }

    /// <summary>Beside the loop. Never throws.</summary>
    private async Task ListAsync(ToolConnection connection)
    {
        await Task.Yield();
        ToolsTold told;
        try
        {
            var tools = await connection.Server.ListAsync(session.Ended).WaitAsync(session.Ended).ConfigureAwait(false);
            told = new(connection, tools, null);
        }
        catch (Exception failure)
        {
            told = new(connection, [], RemoteFailure.Of(connection.Name.Label, failure));
        }

        await session.PostAsync(told).ConfigureAwait(false);
    }

    /// <summary>A session has only so many: the oldest that neither its settings nor a request need goes.</summary>
    private void MakeRoom(ToolSet wanted)
    {
        if (_open.Count >= PipelineLimits.ToolServers)
        {
            var needed = wanted.Servers.Concat(session.Settings.Tools.Servers).ToList();
            Close(_open.Find(open => !needed.Exists(server => Find(server) == open)) ?? _open[0]);
        }
    }

    private void Close(ToolConnection connection)
    {
        _open.Remove(connection);
        session.Tools.Forget(connection.Name.Address);
        _ = CloseAsync(connection.Server);
    }

    private static async Task CloseAsync(IToolServer server)
    {
        try
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody needs it any more.
        }
    }
}

/// <summary>A server that is asked, or was.</summary>
/// <param name="itemId">Of its <see cref="ToolListItem"/>.</param>
internal sealed class ToolConnection(ToolServer name, string itemId, IToolServer server)
{
    public ToolServer Name => name;

    public string ItemId => itemId;

    public IToolServer Server => server;

    /// <summary>Whether its tools are not known yet.</summary>
    public bool IsAsked { get; set; } = true;

    public bool Failed { get; set; }
}

/// <summary>A server has told its tools, or could not be asked.</summary>
internal sealed record ToolsTold(ToolConnection Connection, IReadOnlyList<RemoteTool> Tools, RemoteError? Error);
