using System.Reflection;

namespace LocalVoice.Server.Configuration;

/// <summary>The product's version.</summary>
public static class ProductVersion
{
    /// <summary>As in the changelog, such as <c>0.2.0</c>, without what the build adds.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
