using System.Reflection;

namespace LocalVoice.Architecture.Tests;

/// <summary>Server, Cli, Bench → Core, Models, Engines.* → Abstractions, and never another way.</summary>
public sealed class DependencyTests
{
    private const string Prefix = "LocalVoice.";
    private const string Ports = "LocalVoice.Abstractions";
    private const string OnnxSessions = "LocalVoice.Onnx";

    /// <summary>It has providers' servers.</summary>
    private const string Simulation = "LocalVoice.Simulation";

    public static TheoryData<string> Engines => [.. ProjectFolders("LocalVoice.Engines.*")];

    /// <summary>What each project below the composing ones may refer to.</summary>
    public static TheoryData<string, string[]> Projects =>
        new()
        {
            { Ports, [] },
            { "LocalVoice.Core", [Ports] },
            { "LocalVoice.Models", [] },
            { OnnxSessions, [Ports] },
            { Simulation, [Ports] },
            { "LocalVoice.Client", [Ports, "LocalVoice.Core"] },
            { "LocalVoice.WebRtc", [Ports, "LocalVoice.Core"] },
            { "LocalVoice.Store", [Ports, "LocalVoice.Core"] },
            { "LocalVoice.Bench", [Ports, "LocalVoice.Client", "LocalVoice.Core", "LocalVoice.Models", "LocalVoice.WebRtc"] },
        };

    [Fact]
    public void Abstractions_know_nothing_but_the_ecosystems_chat_interface()
    {
        var references = References(Ports).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.All(references, name => Assert.Contains(name, (string[])["Microsoft.Extensions.AI.Abstractions", "netstandard"]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_below_it(string project, string[] below)
    {
        var references = References(project);

        Assert.All(Own(references), name => Assert.Contains(name, below));
        Assert.True(project == Simulation || !references.Exists(IsWeb));
    }

    [Fact]
    public void Core_knows_no_engine()
    {
        string[] engines = ["Whisper.net", "LLamaSharp", "Microsoft.ML.OnnxRuntime"];

        Assert.Empty(References("LocalVoice.Core").Intersect(engines));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_engine_knows_the_ports_and_its_own_library_only(string engine)
    {
        var references = References(engine);

        Assert.All(Own(references), name => Assert.Contains(name, (string[])[Ports, OnnxSessions]));
        Assert.DoesNotContain(references, IsWeb);
    }

    [Fact]
    public void All_projects_are_looked_at()
    {
        string[] composing = ["LocalVoice.Server", "LocalVoice.Cli"];

        Assert.True(Engines.Count >= 6);
        Assert.Equal(
            ProjectFolders("LocalVoice.*").Order(),
            Projects.Select(row => (string)row.Data.Item1).Concat(Engines.Select(row => row.Data)).Concat(composing).Order()
        );
    }

    private static List<string> Own(IEnumerable<string> references) =>
        [.. references.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    private static bool IsWeb(string reference) => reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private static List<string> References(string assembly) =>
        [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static IEnumerable<string> ProjectFolders(string pattern) =>
        Directory.GetDirectories(Sources.Folder, pattern).Select(folder => Path.GetFileName(folder)!).Order();
}
