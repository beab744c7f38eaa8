using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Writes an item as it appears in events.</summary>
internal static class ItemJson
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ConversationItem item)
    {
        json.WritePropertyName(name);
        Write(json, item);
    }

    public static void Write(Utf8JsonWriter json, ConversationItem item)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, item.Id);
        json.WriteString("object"u8, "realtime.item"u8);
        switch (item)
        {
            case MessageItem message:
                WriteMessage(json, message);
                break;
            case FunctionCallItem call:
                json.WriteString("type"u8, "function_call"u8);
                json.WriteString("status"u8, Status(item.Status));
                json.WriteString("call_id"u8, call.CallId);
                json.WriteString("name"u8, call.Name);
                json.WriteString("arguments"u8, call.Arguments);
                break;
            case FunctionOutputItem output:
                json.WriteString("type"u8, "function_call_output"u8);
                json.WriteString("status"u8, Status(item.Status));
                json.WriteString("call_id"u8, output.CallId);
                json.WriteString("output"u8, output.Output);
                break;
            case ToolListItem list:
                RemoteToolJson.Write(json, list);
                break;
            case RemoteCallItem call:
                RemoteToolJson.Write(json, call);
                break;
            case ApprovalRequestItem request:
                RemoteToolJson.Write(json, request);
                break;
            case ApprovalResponseItem response:
                RemoteToolJson.Write(json, response);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageItem message)
    {
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, Status(message.Status));
        json.WriteString("role"u8, Role(message.Role));
        json.WriteStartArray("content"u8);
        WriteContent(json, message);
        json.WriteEndArray();
    }

    private static void WriteContent(Utf8JsonWriter json, MessageItem item)
    {
        var isAgent = item.Role == ConversationRole.Agent;
        if (isAgent && string.IsNullOrEmpty(item.Text))
        {
            return;
        }

        // Stock clients throw on a user audio part without a transcript key; null is accepted.
        json.WriteStartObject();
        json.WriteString(
            "type"u8,
            (isAgent, item.Spoken) switch
            {
                (true, true) => "output_audio",
                (true, false) => "output_text",
                (false, true) => "input_audio",
                _ => "input_text",
            }
        );
        json.WriteString(item.Spoken ? "transcript"u8 : "text"u8, item.Spoken ? item.Text : item.Text ?? "");
        json.WriteEndObject();
    }

    private static string Role(ConversationRole role) =>
        role switch
        {
            ConversationRole.System => "system",
            ConversationRole.User => "user",
            _ => "assistant",
        };

    private static string Status(ConversationItemStatus status) =>
        status switch
        {
            ConversationItemStatus.InProgress => "in_progress",
            ConversationItemStatus.Completed => "completed",
            _ => "incomplete",
        };
}
