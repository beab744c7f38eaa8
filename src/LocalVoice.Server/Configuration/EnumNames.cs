namespace LocalVoice.Server.Configuration;

/// <summary>Enum members as written in configuration and protocol: lower case, no numbers.</summary>
internal static class EnumNames
{
    /// <summary>Null when there is no such member. Flags may have several names separated by commas, or none.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return IsFlags<T>() ? default(T) : null;
        }

        var isName = !text.Any(char.IsAsciiDigit) && (IsFlags<T>() || !text.Contains(',', StringComparison.Ordinal));
        return isName && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;
    }

    public static string List<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Name));

    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static bool IsFlags<T>() => typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);
}
