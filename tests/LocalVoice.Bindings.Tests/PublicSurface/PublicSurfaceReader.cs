using System.Reflection;

namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>Reads what an assembly shows to the world.</summary>
internal static class PublicSurfaceReader
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // The published lists leave these out, as they do operators.
    private static readonly HashSet<string> Unlisted = ["ToString", "Equals", "GetHashCode", "PrintMembers", "<Clone>$"];

    public static IReadOnlyList<PublicType> Read(Assembly assembly) => [.. assembly.GetExportedTypes().Select(Read)];

    private static PublicType Read(Type type) => new(Heading(type), Bases(type), Members(type).ToHashSet());

    private static string Heading(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return $"{type.Namespace}: {kind} {TypeNotation.Name(type)}";
    }

    private static HashSet<string> Bases(Type type)
    {
        if (type.IsEnum)
            return [];

        var isPlain = type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType);
        var interfaces = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(port => port.IsVisible);
        return [.. (isPlain ? [] : new[] { type.BaseType! }).Concat(interfaces).Select(TypeNotation.Name)];
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name}={Enum.Format(type, Enum.Parse(type, name), "d")}");
        }

        var fields = type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(MemberNotation.Field);
        var constructors = type.GetConstructors(Declared)
            .Where(constructor => !constructor.IsStatic && MemberNotation.Visible(constructor) is not null)
            .Select(MemberNotation.Constructor);
        var properties = type.GetProperties(Declared)
            .Where(property => (MemberNotation.Visible(property.GetMethod) ?? MemberNotation.Visible(property.SetMethod)) is not null)
            .Select(MemberNotation.Property);
        var methods = type.GetMethods(Declared)
            .Where(method => !method.IsSpecialName && !Unlisted.Contains(method.Name) && MemberNotation.Visible(method) is not null)
            .Select(MemberNotation.Method);
        return [.. fields, .. constructors, .. properties, .. methods];
    }
}
