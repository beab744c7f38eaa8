namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>The published assembly's surface, as far as a binding needs it, from a list beside this file.</summary>
internal static class PublishedSurface
{
    /// <summary>
    /// A line without indent begins a type (<c>Namespace: kind Name : Base, IInterface</c>), indented lines are its members;
    /// an enum's values stand on one line. Blank lines and lines with <c>#</c> do not count.
    /// </summary>
    public static IReadOnlyDictionary<string, PublicType> Read(string fileName)
    {
        var types = new Dictionary<string, PublicType>();
        var members = new HashSet<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface", fileName)))
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
                continue;

            if (char.IsWhiteSpace(line[0]))
            {
                members.UnionWith(line.Contains('(') || line.Contains('{') ? [line.Trim()] : line.Trim().Split(", "));
                continue;
            }

            members = [];
            var parts = line.Split(" : ");
            types.Add(parts[0], new(parts[0], parts.Length > 1 ? SplitBases(parts[1]) : new HashSet<string>(), members));
        }

        return types;
    }

    private static HashSet<string> SplitBases(string text)
    {
        var bases = new HashSet<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                bases.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        bases.Add(text[start..].Trim());
        return bases;
    }
}
