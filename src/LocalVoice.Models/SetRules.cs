namespace LocalVoice.Models;

/// <summary>Rules for a manifest's set beyond its field types.</summary>
internal static class SetRules
{
    /// <returns>The first invalid field, empty for the name itself, and why; null for a valid set.</returns>
    public static (string Field, string Problem)? Broken(string name, ModelSet set)
    {
        if (name.Any(char.IsControl) || set.Why?.Any(char.IsControl) == true || set.Settings.Any(Unprintable))
        {
            return ("", "must have no control characters.");
        }

        if (set.Models.Count == 0)
        {
            return (".models", "must name at least one model.");
        }

        return set.Machine switch
        {
            { Cores: < 1 } machine => (".machine.cores", $"{machine.Cores} must be 1 or more."),
            { Device: not (SetMachine.Cpu or SetMachine.Gpu) } machine => (
                ".machine.device",
                $"'{machine.Device}' must be {SetMachine.Cpu} or {SetMachine.Gpu}."
            ),
            _ => SetMemory.Tokens(set) is null ? (".settings", $"{SetMemory.ContextTokens} must be a whole number.") : null,
        };
    }

    private static bool Unprintable(KeyValuePair<string, string> setting) => $"{setting.Key}{setting.Value}".Any(char.IsControl);
}
