using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>A call of a function, from <c>response.output_item.added</c> to <c>done</c>. The model's arguments come whole.</summary>
internal static class FunctionCallEvents
{
    /// <param name="index">Of the item among the response's.</param>
    public static void Write(EventBatch batch, ResponseCreated response, int index, FunctionCallItem item, string? previous)
    {
        var begun = item with { Arguments = "", Status = ConversationItemStatus.InProgress };
        WriteOutputItem(batch, "response.output_item.added", response, index, begun);
        WritePlaced(batch, "conversation.item.added", response, previous, begun);
        WriteArguments(batch, "response.function_call_arguments.delta", "delta", response, index, item);
        WriteArguments(batch, "response.function_call_arguments.done", "arguments", response, index, item);
        WritePlaced(batch, "conversation.item.done", response, previous, item);
        WriteOutputItem(batch, "response.output_item.done", response, index, item);
    }

    private static void WriteArguments(
        EventBatch batch,
        string type,
        string name,
        ResponseCreated response,
        int index,
        FunctionCallItem call
    )
    {
        var json = batch.Begin(type);
        json.WriteString("response_id"u8, response.ResponseId);
        json.WriteString("item_id"u8, call.Id);
        json.WriteNumber("output_index"u8, index);
        json.WriteString("call_id"u8, call.CallId);
        if (name == "arguments")
        {
            json.WriteString("name"u8, call.Name);
        }

        json.WriteString(name, call.Arguments);
        batch.End();
    }

    private static void WriteOutputItem(EventBatch batch, string type, ResponseCreated response, int index, FunctionCallItem call)
    {
        var json = batch.Begin(type);
        json.WriteString("response_id"u8, response.ResponseId);
        json.WriteNumber("output_index"u8, index);
        ItemJson.Write(json, "item"u8, call);
        batch.End();
    }

    private static void WritePlaced(EventBatch batch, string type, ResponseCreated response, string? previous, FunctionCallItem call)
    {
        if (!response.OutOfBand)
        {
            ItemEvents.WritePlaced(batch, type, previous, call);
        }
    }
}
