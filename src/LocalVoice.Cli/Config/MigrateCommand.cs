using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Server.Composition.Reference;

namespace LocalVoice.Cli.Config;

/// <summary><c>config migrate FILE</c>: prints, or writes, a settings file of an earlier version as this one takes it.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The settings file; it is not changed." };
        var output = new Option<string?>("--output")
        {
            Description = "Write the new file here, which may be the same; without it, it is printed. Changes are told on standard error.",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("migrate", "Brings a settings file of an earlier version to this one.") { file, output, json };
        return command.Runs(json, context => MigrateAsync(context, context.Get(file), context.Get(output)));
    }

    private static async Task<ExitCode> MigrateAsync(VerbContext context, string file, string? output)
    {
        OutputFile.Require("--output", output);
        var migration = Migrate(file, await ReadAsync(file, context.Cancellation));
        foreach (var line in migration.Changes.Concat(migration.Unknown).Select(Printable.Line))
        {
            await context.Error.WriteLineAsync(line);
        }

        if (output is not (null or OutputFile.StandardOutput))
        {
            await File.WriteAllTextAsync(output, migration.Text, context.Cancellation);
            var changed = migration.Changes.Count == 0 ? "nothing to change" : $"{migration.Changes.Count} changed";
            var left = migration.Unknown.Count == 0 ? "" : $", {migration.Unknown.Count} left that no version knows";
            context.WriteLines([$"{output}: {changed}{left}."]);
        }
        else if (!context.Json)
        {
            context.WriteLines([migration.Text.TrimEnd('\n')]);
        }

        context.WriteJson(new MigrationDocument(file, migration.Changes, migration.Unknown, migration.Text));
        return migration.Unknown.Count == 0 ? ExitCode.Success : ExitCode.BadInput;
    }

    /// <exception cref="InvalidDataException">It is no JSON object, or has a key twice.</exception>
    private static SettingsMigration Migrate(string file, string text)
    {
        try
        {
            return SettingsMigration.Of(text);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException($"'{file}' is no settings file", broken.InnerException ?? broken);
        }
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                Directory.Exists(file) ? $"'{file}' is a directory." : $"'{file}' cannot be read: {failure.Message.TrimEnd('.')}.",
                "Give the path of a settings file.",
                ExitCode.BadInput
            );
        }
    }
}

/// <summary>The document of <c>config migrate --json</c>.</summary>
internal sealed record MigrationDocument(string File, IReadOnlyList<string> Changes, IReadOnlyList<string> Unknown, string Text);
