using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace LocalVoice.Server.Configuration;

/// <summary>The settings allowed under a configuration key: named ones, or any name for a list or dictionary.</summary>
/// <param name="Children">By name, case-insensitive.</param>
/// <param name="Any">The node for arbitrary names; null when there is none.</param>
/// <param name="Type">The type of its value; null for a section, and for texts.</param>
internal sealed record SettingNode(ImmutableSortedDictionary<string, SettingNode> Children, SettingNode? Any, Type? Type = null)
{
    /// <summary>The options' property that it is bound to; null for an item of a list or dictionary.</summary>
    public PropertyInfo? Property { get; init; }

    /// <summary>The options' types that a section is bound to.</summary>
    public ImmutableArray<Type> Options { get; init; } = [];

    /// <summary>Whether it has settings under it, and so no value.</summary>
    public bool IsSection => !Children.IsEmpty || Any is not null;

    /// <summary>A value: no settings under it.</summary>
    public static SettingNode Value { get; } =
        new(ImmutableSortedDictionary.Create<string, SettingNode>(StringComparer.OrdinalIgnoreCase), null);

    /// <summary>A section without settings yet.</summary>
    public static SettingNode Section => Value;

    public static SettingNode AnyOf(SettingNode item) => Value with { Any = item };

    /// <summary>The settings of options types; later types take precedence.</summary>
    public static SettingNode Of(params ReadOnlySpan<Type> types)
    {
        var node = Section with { Options = [.. types] };
        foreach (var type in types)
        {
            foreach (var property in type.GetProperties())
            {
                node = node.With(property.Name, OfValue(property.PropertyType) with { Property = property });
            }
        }

        return node;
    }

    public SettingNode With(string name, SettingNode child) => this with { Children = Children.SetItem(name, child) };

    public SettingNode Without(string name) => this with { Children = Children.Remove(name) };

    private static SettingNode OfValue(Type type)
    {
        if (type == typeof(string))
        {
            return Value;
        }

        if (type.IsValueType || type == typeof(Uri))
        {
            return Value with { Type = type };
        }

        return typeof(IEnumerable).IsAssignableFrom(type) ? AnyOf(OfValue(type.GetGenericArguments()[^1])) : Of(type);
    }
}
