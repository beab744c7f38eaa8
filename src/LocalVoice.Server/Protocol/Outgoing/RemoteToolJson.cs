using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Tools;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// The fields of items about servers of tools. Stock clients need <c>arguments</c>, <c>output</c> and descriptions always.
/// </summary>
internal static class RemoteToolJson
{
    public static void Write(Utf8JsonWriter json, ToolListItem item)
    {
        json.WriteString("type"u8, "mcp_list_tools"u8);
        json.WriteString("server_label"u8, item.ServerLabel);
        json.WriteStartArray("tools"u8);
        foreach (var tool in item.Tools)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description ?? "");
            json.WritePropertyName("input_schema"u8);
            tool.Parameters.WriteTo(json);
            json.WritePropertyName("annotations"u8);
            if (tool.Annotations is { } annotations)
            {
                annotations.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (item.Error is { } error)
        {
            Write(json, error);
        }
    }

    public static void Write(Utf8JsonWriter json, RemoteCallItem item)
    {
        json.WriteString("type"u8, "mcp_call"u8);
        WriteCall(json, item.ServerLabel, item.ToolName, item.Arguments);
        json.WriteString("approval_request_id"u8, item.ApprovalRequestId);
        json.WriteString("output"u8, item.Outcome?.Output);
        if (item.Outcome?.Error is { } error)
        {
            Write(json, error);
        }
        else
        {
            json.WriteNull("error"u8);
        }
    }

    public static void Write(Utf8JsonWriter json, ApprovalRequestItem item)
    {
        json.WriteString("type"u8, "mcp_approval_request"u8);
        WriteCall(json, item.ServerLabel, item.ToolName, item.Arguments);
    }

    public static void Write(Utf8JsonWriter json, ApprovalResponseItem item)
    {
        json.WriteString("type"u8, "mcp_approval_response"u8);
        json.WriteString("approval_request_id"u8, item.ApprovalRequestId);
        json.WriteBoolean("approve"u8, item.Approve);
        json.WriteString("reason"u8, item.Reason);
    }

    private static void WriteCall(Utf8JsonWriter json, string label, string tool, string arguments)
    {
        json.WriteString("server_label"u8, label);
        json.WriteString("name"u8, tool);
        json.WriteString("arguments"u8, arguments);
    }

    private static void Write(Utf8JsonWriter json, RemoteError error)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, TypeOf(error.Fault));
        if (error.Fault is not ToolServerFault.Tool)
        {
            json.WriteNumber("code"u8, error.Code ?? 0);
        }

        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }

    private static string TypeOf(ToolServerFault fault) =>
        fault switch
        {
            ToolServerFault.Protocol => "protocol_error",
            ToolServerFault.Http => "http_error",
            _ => "tool_execution_error",
        };
}
