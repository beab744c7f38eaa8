using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LocalVoice.Cli.Output;

/// <summary>A verb's help, with the exit codes below.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = option.Action is HelpAction help ? new HelpWithExitCodes(help) : option.Action;
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
