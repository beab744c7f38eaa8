using System.Globalization;
using System.Text;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>HTTP/1.1 responses as bytes.</summary>
internal static class Responses
{
    /// <summary>A stream of events, the connection kept.</summary>
    /// <param name="events">As in the providers' documents: <c>data: …</c> lines.</param>
    public static byte[] Events(string events, string headers = "") =>
        [.. Encoding.UTF8.GetBytes(EventsHead(headers)), .. Chunk(events), .. "0\r\n\r\n"u8];

    public static string EventsHead(string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n{headers}\r\n";

    /// <summary>A part of a chunked body.</summary>
    public static byte[] Chunk(string text) => Chunk(Encoding.UTF8.GetBytes(text));

    public static byte[] Chunk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. bytes, .. "\r\n"u8];

    public static byte[] Json(int status, string json, string headers = "") => Of(status, "application/json", json, headers);

    public static byte[] Of(int status, string type, string body, string headers = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n{headers}\r\n"
            ),
            .. bytes,
        ];
    }
}
