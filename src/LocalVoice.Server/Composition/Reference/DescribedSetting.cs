using System.Globalization;
using System.Reflection;
using LocalVoice.Configuration;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>A setting in words.</summary>
/// <param name="Name">Its key below its section.</param>
/// <param name="Value">What it takes: type and range.</param>
/// <param name="Default">As it would be written; <c>none</c> where there is none.</param>
/// <param name="Property">What it is bound to; null for an item without one of its own.</param>
internal sealed record DescribedSetting(string Name, string Value, string Default, PropertyInfo? Property)
{
    private const string None = "*none*";

    /// <param name="path">Its section's key.</param>
    public static DescribedSetting Of(string path, string name, SettingNode node) =>
        node.Any is { } item
            ? new($"{name}:{SettingsSection.Placeholder(node)}", ValueOf(item), None, node.Property)
            : new(name, ValueOf(node), DefaultOf($"{path}:{name}", node.Property), node.Property);

    private static string ValueOf(SettingNode node)
    {
        var kind = node.Type is { } type ? SettingValue.Describe(type) : "text";
        var ranges = node.Property?.GetCustomAttributes<SettingAttribute>().Select(attribute => attribute.Allowed) ?? [];
        var range = string.Join(", ", ranges);
        return range.Length == 0 ? kind
            : node.Type is null || node.Type == typeof(Uri) ? range
            : $"{kind.Split(',')[0]}, {range}";
    }

    private static string DefaultOf(string key, PropertyInfo? property)
    {
        var value = ConfigurationDefaults.Values.GetValueOrDefault(key) ?? Written(property);
        return value is null or "" ? None : $"`{value}`";
    }

    private static string? Written(PropertyInfo? property)
    {
        if (property?.ReflectedType is not { IsAbstract: false } type || type.GetConstructor(Type.EmptyTypes) is null)
        {
            return null;
        }

        return property.GetValue(Activator.CreateInstance(type)) switch
        {
            null => null,
            TimeSpan span => Short(span.ToString("c", CultureInfo.InvariantCulture)),
            bool truth => truth ? "true" : "false",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Without the zeros at the end of a fraction.</summary>
    private static string Short(string time) => time.LastIndexOf('.') > time.LastIndexOf(':') ? time.TrimEnd('0') : time;
}
