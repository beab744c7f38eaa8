using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests;

/// <summary>The program as it was built, which <c>dotnet</c> runs in a process of its own.</summary>
internal static class RealProgram
{
    public static string FilePath { get; } =
        Path.Combine(Repository.Root, "src", "LocalVoice.Cli", "bin", "Release", "net10.0", "localvoice.dll");
}
