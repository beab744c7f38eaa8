using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>What came, and the way back.</summary>
internal sealed class ScriptedRequest(TcpClient client, NetworkStream stream, string[] head, byte[] body)
{
    public string Line => head[0];

    public byte[] Body => body;

    public JsonObject Json => JsonNode.Parse(body)!.AsObject();

    public string? Header(string name) =>
        head.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes).AsTask();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Ends the connection as a process does that dies.</summary>
    public void Abort()
    {
        client.Client.LingerState = new(true, 0);
        client.Close();
    }

    public void Close() => client.Close();

    /// <summary>Completes when the client gives the connection up.</summary>
    public async Task HangsUpAsync()
    {
        try
        {
            while (await stream.ReadAsync(new byte[1024]) > 0) { }
        }
        catch (IOException)
        {
            // Reset, which is a way to hang up.
        }
    }

    public static async Task<ScriptedRequest?> ReadAsync(TcpClient client, NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var length = lines.FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length["content-length:".Length..], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return new(client, stream, lines, body);
    }
}
