using System.Text;
using LocalVoice.Engines.OpenAI.Tests.Wire;

namespace LocalVoice.Engines.OpenAI.Tests.Recognition;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) as a service does.</summary>
internal sealed class MultipartForm
{
    private MultipartForm(List<(string Head, byte[] Body)> parts) => Parts = parts;

    private List<(string Head, byte[] Body)> Parts { get; }

    /// <summary>The fields beside the file, in order, as <c>name=value</c>.</summary>
    public IEnumerable<string> Fields =>
        Parts
            .Where(part => !part.Head.Contains("filename", StringComparison.Ordinal))
            .Select(part => $"{Name(part.Head)}={Text(part.Body)}");

    public (string Head, byte[] Body) File => Parts.Single(part => part.Head.Contains("filename", StringComparison.Ordinal));

    public static MultipartForm Of(ScriptedRequest request)
    {
        var boundary = request.Header("Content-Type")!.Split("boundary=")[1].Trim('"');
        var body = Encoding.Latin1.GetString(request.Body);
        var parts = body.Split($"--{boundary}")[1..^1].Select(part => part[2..^2].Split("\r\n\r\n", 2));
        return new([.. parts.Select(part => (part[0], Encoding.Latin1.GetBytes(part[1])))]);
    }

    private static string Name(string head) => head.Split("name=\"")[1].Split('"')[0];

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
