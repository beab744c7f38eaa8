using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LocalVoice.Testing.Models;

/// <summary>
/// A real HTTP server on the loopback that serves one file, ranges included, and misbehaves when told to. Its answers
/// close their connection.
/// </summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public FileServer(byte[] content)
    {
        Content = content;
        _listener.Start();
        _serving = ServeAsync();
    }

    public byte[] Content { get; set; }

    /// <summary>Sent with every answer, and what If-Range is held against.</summary>
    public string Version { get; set; } = "\"one\"";

    public bool IgnoresRanges { get; set; }

    /// <summary>Each answer takes one: after so many bytes of the body the connection is cut. None left: no cut.</summary>
    public Queue<int> Cuts { get; } = new();

    /// <summary>Each answer takes one: this status instead of the file. None left: the file.</summary>
    public Queue<int> Refusals { get; } = new();

    /// <summary>Every answer leads here instead of giving the file; null: the file.</summary>
    public string? RedirectsTo { get; init; }

    /// <summary>After so many bytes of the body the next answer falls silent and keeps its connection open.</summary>
    public int? SilentAfter { get; set; }

    /// <summary>Completes when an answer has fallen silent.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The headers of every request, by lower-case name.</summary>
    public List<IReadOnlyDictionary<string, string>> Requests { get; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/model.bin");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // Stopped while it waited, or before it did.
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var closing = client;
        try
        {
            var stream = client.GetStream();
            var headers = await ReadHeadersAsync(stream);
            lock (Requests)
            {
                Requests.Add(headers);
            }

            if (RedirectsTo is { } location)
            {
                await SendAsync(stream, $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            else if (Refusals.TryDequeue(out var status))
            {
                await SendAsync(stream, $"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            else
            {
                await SendFileAsync(stream, headers);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task SendFileAsync(NetworkStream stream, IReadOnlyDictionary<string, string> headers)
    {
        var from = RangeStart(headers);
        var head = from is { } start
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{Content.Length - 1}/{Content.Length}\r\n"
            : "HTTP/1.1 200 OK\r\n";
        var body = Content.AsMemory(from ?? 0);
        await SendAsync(stream, $"{head}Content-Length: {body.Length}\r\nETag: {Version}\r\nConnection: close\r\n\r\n");
        if (SilentAfter is { } silence)
        {
            SilentAfter = null;
            await stream.WriteAsync(body[..silence], _stopping.Token);
            Silent.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(_stopping.Token);
        }

        await stream.WriteAsync(Cuts.TryDequeue(out var cut) ? body[..Math.Min(cut, body.Length)] : body, _stopping.Token);
    }

    private int? RangeStart(IReadOnlyDictionary<string, string> headers)
    {
        if (IgnoresRanges || !headers.TryGetValue("range", out var range))
        {
            return null;
        }

        if (headers.TryGetValue("if-range", out var version) && version != Version)
        {
            return null;
        }

        return int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
    }

    private Task SendAsync(NetworkStream stream, string head) => stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stopping.Token).AsTask();

    private async Task<Dictionary<string, string>> ReadHeadersAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var headers = new Dictionary<string, string>();
        await reader.ReadLineAsync(_stopping.Token);
        while (await reader.ReadLineAsync(_stopping.Token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }
}
