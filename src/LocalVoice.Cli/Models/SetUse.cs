namespace LocalVoice.Cli.Models;

/// <summary>How a server is told to use a set.</summary>
internal static class SetUse
{
    public static IEnumerable<string> Lines(string set) =>
        [
            $"Use it with: scripts/localvoice serve --models {set}",
            $"  or in the environment:      LOCALVOICE__MODELS__SET={set}",
            $$"""  or in appsettings.json:     { "LocalVoice": { "Models": { "Set": "{{set}}" } } }""",
        ];
}
