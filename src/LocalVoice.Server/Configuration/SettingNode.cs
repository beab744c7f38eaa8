using System.Collections;
using System.Collections.Immutable;

namespace LocalVoice.Server.Configuration;

/// <summary>What may stand under a configuration key: settings by name, or any name where a list or a dictionary is.</summary>
/// <param name="Children">By name, in any case.</param>
/// <param name="Any">What a name of the operator's own holds; null where there is none.</param>
internal sealed record SettingNode(ImmutableSortedDictionary<string, SettingNode> Children, SettingNode? Any)
{
    /// <summary>Nothing stands under it.</summary>
    public static SettingNode Value { get; } =
        new(ImmutableSortedDictionary.Create<string, SettingNode>(StringComparer.OrdinalIgnoreCase), null);

    /// <summary>A section without settings yet.</summary>
    public static SettingNode Section => Value;

    public static SettingNode AnyOf(SettingNode item) => Value with { Any = item };

    /// <summary>The settings of options types; a later type's win.</summary>
    public static SettingNode Of(params ReadOnlySpan<Type> types)
    {
        var node = Section;
        foreach (var type in types)
        {
            foreach (var property in type.GetProperties())
            {
                node = node.With(property.Name, OfValue(property.PropertyType));
            }
        }

        return node;
    }

    public SettingNode With(string name, SettingNode child) => this with { Children = Children.SetItem(name, child) };

    private static SettingNode OfValue(Type type)
    {
        if (type == typeof(string) || type.IsValueType)
        {
            return Value;
        }

        return typeof(IEnumerable).IsAssignableFrom(type) ? AnyOf(OfValue(type.GetGenericArguments()[^1])) : Of(type);
    }
}
