using System.Reflection;
using LLama;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Which LLamaSharp this is: the published package, or the bundled one, which names its native library.</summary>
internal static class BindingName
{
    public static string Current { get; } = Describe(
        typeof(LLamaWeights).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    /// <param name="version">The assembly's informational version; a package's ends in <c>+commit</c>.</param>
    public static string Describe(string version) =>
        version.StartsWith("bundled", StringComparison.Ordinal) ? version : $"nuget, LLamaSharp {version.Split('+')[0]}";
}
