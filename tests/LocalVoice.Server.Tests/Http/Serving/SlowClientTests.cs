using System.Net.Sockets;
using System.Text;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Serving;

/// <summary>Clients on sockets of their own that send or take too slowly; the server's clock is the real one.</summary>
public sealed class SlowClientTests
{
    private const string Speech = "/v1/audio/speech";

    [Theory]
    [InlineData("application/json", "{\"input\": ")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nRIFF")]
    public async Task A_body_that_does_not_come_is_refused_and_leaves_its_room(string type, string begin)
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:ReceiveTimeout=00:00:01", "--LocalVoice:Http:MaxRequests=1");
        var path = type.StartsWith("multipart", StringComparison.Ordinal) ? "/v1/audio/transcriptions" : Speech;
        using var client = await SendAsync(server, path, type, begin, length: 100_000);

        var response = await ReadToEndAsync(client);

        Assert.StartsWith("HTTP/1.1 408 ", response, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request_timeout\"", response, StringComparison.Ordinal);
        Assert.Contains("Connection: close", response, StringComparison.Ordinal);
        using var next = await server.PostAsync(Speech, """{"input": "Hello."}""");
        Assert.Equal(200, (int)next.StatusCode);
    }

    [Theory]
    [InlineData("audio")]
    [InlineData("sse")]
    public async Task A_speech_that_nobody_takes_leaves_its_slot(string format)
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:SendTimeout=00:00:01", "--LocalVoice:Http:MaxSpeech=1");
        var text = string.Concat(Enumerable.Repeat("One more sentence to say. ", 400));
        var json = $$"""{"input": "{{text}}", "response_format": "pcm", "stream_format": "{{format}}"}""";
        using var client = await SendAsync(server, Speech, "application/json", json, json.Length);
        await server.Engines.Synthesizer.Begun.ReachesAsync(1);

        // It waits for the slot.
        using var next = await server.PostAsync(Speech, """{"input": "Hello."}""");

        Assert.Equal(200, (int)next.StatusCode);
        Assert.Contains(server.Server.Log.Lines, line => line.Contains("did not take the response in time", StringComparison.Ordinal));
    }

    private static async Task<Socket> SendAsync(ApiServer server, string path, string type, string body, int length)
    {
        var address = server.Server.Address;

        // As little as the system allows: what lies in buffers, nobody waits for.
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(address.Host, address.Port);
        var head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n";
        await client.SendAsync(Encoding.UTF8.GetBytes(head + body));
        return client;
    }

    private static async Task<string> ReadToEndAsync(Socket client)
    {
        using var stream = new NetworkStream(client);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestClient.EventTimeout());
    }
}
