using System.Reflection;

namespace LocalVoice.Architecture.Tests;

/// <summary>Server, Cli → Core, Engines.* → Abstractions, and never another way.</summary>
public sealed class DependencyTests
{
    private const string Prefix = "LocalVoice.";

    public static TheoryData<string> Engines => [.. ProjectFolders("LocalVoice.Engines.*")];

    [Fact]
    public void Abstractions_know_nothing_but_the_ecosystems_chat_interface()
    {
        var references = References("LocalVoice.Abstractions").Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.All(references, name => Assert.Contains(name, (string[])["Microsoft.Extensions.AI.Abstractions", "netstandard"]));
    }

    [Fact]
    public void Core_knows_the_ports_and_no_engine_and_no_web()
    {
        var references = References("LocalVoice.Core");

        Assert.Equal(["LocalVoice.Abstractions"], Own(references));
        Assert.DoesNotContain(references, IsWeb);
        Assert.DoesNotContain(references, name => name is "Whisper.net" or "LLamaSharp" or "Microsoft.ML.OnnxRuntime");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_engine_knows_the_ports_and_nothing_else_of_ours(string engine)
    {
        var references = References(engine);

        Assert.All(Own(references), name => Assert.Equal("LocalVoice.Abstractions", name));
        Assert.DoesNotContain(references, IsWeb);
    }

    [Fact]
    public void All_engines_are_looked_at() => Assert.True(Engines.Count >= 3);

    private static List<string> Own(IEnumerable<string> references) => [.. references.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    private static bool IsWeb(string reference) => reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private static List<string> References(string assembly) => [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static IEnumerable<string> ProjectFolders(string pattern) =>
        Directory.GetDirectories(Sources.Folder, pattern).Select(folder => Path.GetFileName(folder)!).Order();
}
