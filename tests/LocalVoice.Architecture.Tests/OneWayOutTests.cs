using System.Text.RegularExpressions;

namespace LocalVoice.Architecture.Tests;

/// <summary>The server and what it is made of leave the process in one place only: the one that the air gap guards.</summary>
public sealed partial class OneWayOutTests
{
    private const string Guarded = "Outbound";

    /// <summary>What serves; tools of the command line and the client are processes of their own.</summary>
    private static readonly string[] Serving = ["LocalVoice.Abstractions", "LocalVoice.Core", "LocalVoice.Onnx", "LocalVoice.Server"];

    public static TheoryData<string> Projects =>
        [.. Serving, .. Directory.GetDirectories(Sources.Folder, "LocalVoice.Engines.*").Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_other_code_opens_a_connection(string project)
    {
        var openings = Sources
            .All(project)
            .Where(file => !Path.GetRelativePath(Sources.Folder, file).Split(Path.DirectorySeparatorChar).Contains(Guarded))
            .SelectMany(file => Opening().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        Assert.Empty(openings);
    }

    [Fact]
    public void The_one_place_is_looked_at() =>
        Assert.Contains(Sources.All(Path.Combine("LocalVoice.Server", Guarded)), file => Opening().IsMatch(File.ReadAllText(file)));

    [GeneratedRegex(@"new (SocketsHttpHandler|HttpClientHandler|HttpClient\(\)|Socket\(|TcpClient|UdpClient)|Dns\.Get|WebRequest\.")]
    private static partial Regex Opening();
}
