using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Server.Composition.Reference;

namespace LocalVoice.Cli.Config;

/// <summary><c>config --reference</c> tells what settings there are, <c>config --check FILE</c> what is wrong in a file of them.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var reference = new Option<bool>("--reference") { Description = "Print all settings as Markdown: meaning, range, default." };
        var check = new Option<string?>("--check") { Description = "Say what is wrong in this settings file: unknown keys, wrong values." };
        var json = new Option<bool>("--json") { Description = "With --check: write one JSON document." };
        var command = new Command("config", "Explains the settings, checks a file of them, or brings it to this version.")
        {
            reference,
            check,
            json,
            MigrateCommand.Create(),
        };
        return command.Runs(
            json,
            context =>
                Task.FromResult(
                    (context.Get(reference), context.Get(check)) switch
                    {
                        (true, null) => Print(context),
                        (false, { } file) => Check(context, file),
                        _ => throw new CliException(
                            "config does one thing.",
                            "Give either --reference or --check FILE.",
                            ExitCode.BadInput
                        ),
                    }
                )
        );
    }

    private static ExitCode Print(VerbContext context)
    {
        try
        {
            context.WriteLines([SettingsReference.Markdown().TrimEnd('\n')]);
            return ExitCode.Success;
        }
        catch (FileNotFoundException missing)
        {
            throw new CliException(
                $"The reference is made from the documentation beside the program, and {Path.GetFileName(missing.FileName)} is not there.",
                "Build or publish it anew, or read src/LocalVoice.Server/Configuration/REFERENCE.md.",
                ExitCode.Unavailable
            );
        }
    }

    private static ExitCode Check(VerbContext context, string file)
    {
        if (!File.Exists(file))
        {
            throw new CliException(
                Directory.Exists(file) ? $"'{file}' is a directory." : $"There is no file '{file}'.",
                "Give the path of a settings file.",
                ExitCode.BadInput
            );
        }

        var problems = SettingsFile.Check(file).Select(Printable.Line).ToList();
        problems.ForEach(context.Error.WriteLine);
        context.WriteJson(new ConfigDocument(file, problems.Count == 0, problems));
        if (problems.Count == 0)
        {
            context.WriteLines([$"{file}: nothing is wrong."]);
        }

        return problems.Count == 0 ? ExitCode.Success : ExitCode.BadInput;
    }
}

/// <summary>The document of <c>config --check --json</c>.</summary>
internal sealed record ConfigDocument(string File, bool Ok, IReadOnlyList<string> Problems);
