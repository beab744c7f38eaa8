using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LocalVoice.Cli.Output;

/// <summary>A verb's help, with the exit codes below.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Ways to ask for help that nobody expects of this program; shells would suggest them.</summary>
    private static readonly string[] OtherSystems = ["-?", "/?", "/h"];

    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = option.Action is HelpAction help ? new HelpWithExitCodes(help) : option.Action;
            foreach (var alias in OtherSystems)
            {
                option.Aliases.Remove(alias);
            }
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        foreach (var line in ExitCodes.Lines())
        {
            parseResult.InvocationConfiguration.Output.WriteLine(line);
        }

        return code;
    }
}
