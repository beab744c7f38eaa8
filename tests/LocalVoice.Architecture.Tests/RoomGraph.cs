using System.Text.RegularExpressions;

namespace LocalVoice.Architecture.Tests;

/// <summary>Which folder of a project refers to which other one, read from namespaces and usings.</summary>
/// <param name="Doors">References between folders with the same parent.</param>
internal sealed partial record RoomGraph(IReadOnlyList<Door> Doors)
{
    public static RoomGraph Of(string project)
    {
        var root = RootNamespace(project);
        var doors = Sources.All(project).SelectMany(path => DoorsOf(path, project, root)).Distinct();
        return new([.. doors]);
    }

    /// <returns>Every way that leads back to where it began, as <c>A → B → A</c>.</returns>
    public IEnumerable<string> Cycles()
    {
        foreach (var level in Doors.GroupBy(door => door.Parent))
        {
            var next = level.ToLookup(door => door.From, door => door.To);
            foreach (var start in next.Select(from => from.Key))
            {
                if (WayBack(start, [start], next) is { } way)
                {
                    yield return $"{level.Key}: {string.Join(" → ", way)}";
                }
            }
        }
    }

    private static List<string>? WayBack(string start, List<string> way, ILookup<string, string> next)
    {
        foreach (var room in next[way[^1]])
        {
            if (room == start)
            {
                return [.. way, room];
            }

            if (!way.Contains(room) && WayBack(start, [.. way, room], next) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<Door> DoorsOf(string path, string project, string root)
    {
        var from = Path.GetRelativePath(Path.Combine(Sources.Folder, project), Path.GetDirectoryName(path)!)
            .Split(Path.DirectorySeparatorChar);
        foreach (Match use in Usings().Matches(File.ReadAllText(path)))
        {
            var target = use.Groups[1].Value;
            if (!target.StartsWith(root + ".", StringComparison.Ordinal))
            {
                continue;
            }

            var to = target[(root.Length + 1)..].Split('.');
            var shared = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
            if (
                shared < from.Length
                && shared < to.Length
                && from[0] != "."
                && Directory.Exists(Path.Combine([Sources.Folder, project, .. to]))
            )
            {
                yield return new(string.Join('/', from.Take(shared)), from[shared], to[shared]);
            }
        }
    }

    private static string RootNamespace(string project)
    {
        var file = File.ReadAllText(Path.Combine(Sources.Folder, project, $"{project}.csproj"));
        return Root().Match(file) is { Success: true } match ? match.Groups[1].Value : project;
    }

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex("<RootNamespace>(.*)</RootNamespace>")]
    private static partial Regex Root();
}

/// <summary>A reference from one folder to another beside it.</summary>
/// <param name="Parent">The folder that both are in; empty for the project's own.</param>
internal sealed record Door(string Parent, string From, string To);
