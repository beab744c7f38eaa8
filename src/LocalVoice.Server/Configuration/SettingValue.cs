using System.ComponentModel;

namespace LocalVoice.Server.Configuration;

/// <summary>Whether a configured text can be read as a setting's type, as the configuration binder reads it.</summary>
internal static class SettingValue
{
    public static bool Fits(string value, Type type)
    {
        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception)
        {
            // Converters throw what they like: FormatException, ArgumentException, NotSupportedException.
            return false;
        }
    }

    /// <summary>The type in words, completing "it must be …".</summary>
    public static string Describe(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var number when number == typeof(int) || number == typeof(long) || number == typeof(uint) => "a whole number",
            var number when number == typeof(double) || number == typeof(float) || number == typeof(decimal) => "a number, with a point",
            var truth when truth == typeof(bool) => "true or false",
            var span when span == typeof(TimeSpan) => "a time, such as 00:00:30",
            var address when address == typeof(Uri) => "an address, such as http://10.0.0.5:8000",
            { IsEnum: true } names => $"one of {string.Join(", ", Enum.GetNames(names))}",
            var other => $"a value of type {other.Name}",
        };
}
