using System.Diagnostics;

namespace LocalVoice.Cli.Hosting;

/// <summary>Another process of this program, for work that may not happen in this one.</summary>
internal static class OwnProgram
{
    /// <param name="arguments">A verb with its options.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
        var assembly = typeof(OwnProgram).Assembly.Location;
        var published = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "localvoice";
        start.FileName = published ? Environment.ProcessPath! : "dotnet";
        if (!published)
        {
            start.ArgumentList.Add(assembly);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
