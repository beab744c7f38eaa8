namespace LocalVoice.Cli.Doctor;

/// <summary>Something of this machine that LocalVoice uses.</summary>
/// <param name="Found">What is there: a version, a path, a name; null: nothing.</param>
/// <param name="Use">What it is for, completing "needed …".</param>
/// <param name="Mend">How to get it; empty where there is nothing to do.</param>
/// <param name="Required">Whether the server as it is configured cannot serve without it.</param>
internal sealed record InstalledPart(string Name, string? Found, string Use, string Mend, bool Required)
{
    /// <summary>Whether it is missing and needed.</summary>
    public bool IsLacking => Required && Found is null;

    public IEnumerable<string> Lines()
    {
        yield return Found is null ? $"{(Required ? "FAIL" : "--  ")} {Name}: not found; needed {Use}" : $"ok   {Name}: {Found}";
        if (Found is null && Mend.Length > 0)
        {
            yield return $"       {Mend}";
        }
    }
}
