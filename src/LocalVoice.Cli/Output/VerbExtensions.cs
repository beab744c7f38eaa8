using System.CommandLine;
using LocalVoice.Client;
using LocalVoice.Engines;
using LocalVoice.Models;
using Microsoft.Extensions.Options;

namespace LocalVoice.Cli.Output;

/// <summary>Turns a body into a verb's action: the one place where failures become a message and an exit code.</summary>
internal static class VerbExtensions
{
    // Thrown for a value of the wrong type; the message names the key and the value.
    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";

    /// <param name="json">The verb's <c>--json</c> switch; null when it has none.</param>
    public static Command Runs(this Command command, Option<bool>? json, Func<VerbContext, Task<ExitCode>> body) =>
        command.Runs(parsed => json is not null && parsed.GetValue(json), body);

    /// <param name="json">Whether standard output is one JSON document.</param>
    public static Command Runs(this Command command, Func<ParseResult, bool> json, Func<VerbContext, Task<ExitCode>> body)
    {
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var context = new VerbContext(parsed, json(parsed), TimeProvider.System, cancellationToken);
                return (int)await GuardAsync(() => body(context), parsed.InvocationConfiguration.Error, cancellationToken);
            }
        );
        return command;
    }

    private static async Task<ExitCode> GuardAsync(Func<Task<ExitCode>> body, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await body();
        }
        catch (CliException failure)
        {
            await error.WriteLineAsync(Sentence(failure));
            return failure.Code;
        }
        catch (ClientException failure)
        {
            await error.WriteLineAsync(Sentence(failure));
            return failure.Fault switch
            {
                ClientFault.BadInput => ExitCode.BadInput,
                ClientFault.Unavailable or ClientFault.Busy => ExitCode.Unavailable,
                _ => ExitCode.Failed,
            };
        }
        catch (Exception failure) when (failure is EngineException or ModelException)
        {
            await error.WriteLineAsync(Sentence(failure));
            return ExitCode.Unavailable;
        }
        catch (OptionsValidationException failure)
        {
            foreach (var line in failure.Failures)
            {
                await error.WriteLineAsync(Printable.Line(line));
            }

            return ExitCode.BadInput;
        }
        catch (InvalidOperationException failure) when (failure.Source == ConfigurationBinder)
        {
            await error.WriteLineAsync(Sentence(failure));
            return ExitCode.BadInput;
        }
        catch (InvalidDataException failure)
        {
            await error.WriteLineAsync(Printable.Line(SettingsFileFailure.Describe(failure).ReplaceLineEndings(" ")));
            return ExitCode.BadInput;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(Sentence(failure));
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
    }

    private static string Sentence(Exception failure) => Printable.Line(failure.Message.ReplaceLineEndings(" "));
}
