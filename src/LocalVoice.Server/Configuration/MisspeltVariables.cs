namespace LocalVoice.Server.Configuration;

/// <summary>
/// Variables of the environment that look like settings and are none, since settings have two underscores where the file has a level:
/// <c>LOCALVOICE_AIRGAPPED</c>. Others that begin with <c>LOCALVOICE_</c> are not settings and may have any name.
/// </summary>
internal static class MisspeltVariables
{
    private const string Program = "LOCALVOICE";

    /// <summary>Every such variable, a sentence each, without its value.</summary>
    /// <param name="names">Of all variables.</param>
    /// <param name="schema">The known settings under <c>LocalVoice</c>.</param>
    public static IEnumerable<string> Problems(IEnumerable<string> names, SettingNode schema) =>
        from name in names
        let parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries)
        where parts.Length > 1 && parts[0].Equals(Program, StringComparison.OrdinalIgnoreCase)
        where !name.StartsWith($"{Program}__", StringComparison.OrdinalIgnoreCase)
        where schema.Children.Keys.Contains(parts[1], StringComparer.OrdinalIgnoreCase)
        select $"The variable {name} is no setting; did you mean {string.Join("__", parts)}? A level takes two underscores.";
}
