using System.Reflection;

namespace LocalVoice.Engines;

/// <summary>The published package that an engine uses, in the version locked at build time.</summary>
public static class EnginePackage
{
    private const string Key = "EnginePackage";

    /// <param name="engine">A type of the engine's assembly, whose project file sets the metadata <c>EnginePackage</c>.</param>
    /// <returns>Name and version, for example <c>Whisper.net 1.9.1</c>.</returns>
    /// <exception cref="InvalidOperationException">The assembly names no package.</exception>
    public static string Of(Type engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var attributes = engine.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        return attributes.FirstOrDefault(attribute => attribute.Key == Key)?.Value
            ?? throw new InvalidOperationException($"{engine.Assembly.GetName().Name} names no {Key} in its project file.");
    }
}
