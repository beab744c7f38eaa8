using Spectre.Console;

namespace LocalVoice.Cli.Talk;

/// <summary>The stages of a turn as bars, each starting where the previous one ends.</summary>
internal static class Waterfall
{
    private const int WidthCharacters = 48;

    /// <param name="stages">Milliseconds, in order; a negative share goes back.</param>
    public static void Write(IAnsiConsole console, IReadOnlyDictionary<string, double> stages)
    {
        var perCharacter = Math.Max(stages.Values.Sum() / WidthCharacters, 1);
        int Place(double at) => Math.Clamp((int)(at / perCharacter), 0, WidthCharacters);
        var start = 0.0;
        foreach (var (name, milliseconds) in stages)
        {
            var from = Place(start);
            start += milliseconds;
            var bar = new string(' ', from) + new string('█', Math.Max(Place(start) - from, 0)) + '▏';
            console.MarkupLineInterpolated($"{name.Replace('_', ' '), -13}{milliseconds, 6:0} ms  [blue]{bar}[/]");
        }
    }
}
