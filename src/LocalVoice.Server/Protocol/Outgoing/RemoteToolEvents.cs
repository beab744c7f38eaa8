using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// Events about servers of tools and their calls. A call is told when its response ends, which does not wait for it; its result
/// follows.
/// </summary>
internal sealed class RemoteToolEvents(EventBatch batch)
{
    /// <summary>Calls that run, each with its place: the response and the index among its items; null for one of its own.</summary>
    private readonly Dictionary<string, (string ResponseId, int Index)?> _running = new(StringComparer.Ordinal);

    /// <summary>Lists that are awaited, and were not deleted.</summary>
    private readonly HashSet<string> _listing = new(StringComparer.Ordinal);

    /// <summary>False when the event is not one of these.</summary>
    public bool TryWrite(SessionEvent happening)
    {
        switch (happening)
        {
            case ToolsAsked asked:
                _listing.Add(asked.Item.Id);
                ItemEvents.WritePlaced(batch, "conversation.item.added", asked.PreviousItemId, asked.Item);
                WriteState("mcp_list_tools.in_progress", asked.Item.Id, null);
                return true;
            case ToolsListed listed:
                WriteState(listed.Item.Error is null ? "mcp_list_tools.completed" : "mcp_list_tools.failed", listed.Item.Id, null);
                if (_listing.Remove(listed.Item.Id))
                {
                    ItemEvents.WritePlaced(batch, "conversation.item.done", listed.PreviousItemId, listed.Item);
                }

                return true;
            case RemoteCallBegun begun:
                ItemEvents.WritePlaced(batch, "conversation.item.added", begun.PreviousItemId, begun.Item);
                Begin(begun.Item, null);
                return true;
            case RemoteCallEnded ended:
                End(ended);
                return true;
            case ItemDeleted deleted:
                _running.Remove(deleted.ItemId);
                _listing.Remove(deleted.ItemId);
                return false;
            default:
                return false;
        }
    }

    /// <summary>A call, or the request to approve it, among a response's items.</summary>
    public void Write(ResponseCreated response, int index, PlacedCall call)
    {
        WriteOutputItem("response.output_item.added", response.ResponseId, index, call.Item);
        ItemEvents.WritePlaced(batch, "conversation.item.added", call.PreviousItemId, call.Item);
        WriteArguments("response.mcp_call_arguments.delta", "delta", response, index, call.Item);
        WriteArguments("response.mcp_call_arguments.done", "arguments", response, index, call.Item);
        if (call.Item is RemoteCallItem running)
        {
            Begin(running, (response.ResponseId, index));
        }
        else
        {
            ItemEvents.WritePlaced(batch, "conversation.item.done", call.PreviousItemId, call.Item);
            WriteOutputItem("response.output_item.done", response.ResponseId, index, call.Item);
        }
    }

    private void Begin(RemoteCallItem item, (string ResponseId, int Index)? place)
    {
        _running[item.Id] = place;
        WriteState("response.mcp_call.in_progress", item.Id, place?.Index ?? 0);
    }

    private void End(RemoteCallEnded ended)
    {
        _running.Remove(ended.Item.Id, out var place);
        var failed = ended.Item.Outcome?.Error is not null;
        WriteState(failed ? "response.mcp_call.failed" : "response.mcp_call.completed", ended.Item.Id, place?.Index ?? 0);
        if (place is { } known)
        {
            WriteOutputItem("response.output_item.done", known.ResponseId, known.Index, ended.Item);
        }

        ItemEvents.WritePlaced(batch, "conversation.item.done", ended.PreviousItemId, ended.Item);
    }

    private void WriteState(string type, string itemId, int? index)
    {
        var json = batch.Begin(type);
        json.WriteString("item_id"u8, itemId);
        if (index is { } place)
        {
            json.WriteNumber("output_index"u8, place);
        }

        batch.End();
    }

    private void WriteArguments(string type, string name, ResponseCreated response, int index, CallItem call)
    {
        var json = batch.Begin(type);
        json.WriteString("response_id"u8, response.ResponseId);
        json.WriteString("item_id"u8, call.Id);
        json.WriteNumber("output_index"u8, index);
        json.WriteString(name, call.Arguments);
        if (name == "delta")
        {
            // Stock clients drop the event without it.
            json.WriteString("obfuscation"u8, ""u8);
        }

        batch.End();
    }

    private void WriteOutputItem(string type, string responseId, int index, ConversationItem item)
    {
        var json = batch.Begin(type);
        json.WriteString("response_id"u8, responseId);
        json.WriteNumber("output_index"u8, index);
        ItemJson.Write(json, "item"u8, item);
        batch.End();
    }
}
