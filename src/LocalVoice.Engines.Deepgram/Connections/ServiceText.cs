namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>What a server says, fit for a message: one line, short, without the key.</summary>
internal static class ServiceText
{
    private const int Longest = 200;

    /// <returns>Empty for none.</returns>
    public static string Clean(string? text, string key)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var said = key.Length > 0 ? text.Replace(key, "(key)", StringComparison.OrdinalIgnoreCase) : text;
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(character => !char.IsControl(character)));
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }
}
