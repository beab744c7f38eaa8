using LocalVoice.Client;
using LocalVoice.Engines;
using LocalVoice.Models;
using Microsoft.Extensions.Options;

namespace LocalVoice.Cli.Output;

/// <summary>A failure as message and exit code.</summary>
/// <param name="Lines">For standard error, a sentence each.</param>
internal sealed record VerbFailure(ExitCode Code, IReadOnlyList<string> Lines)
{
    /// <summary>Environment variable that makes a fault of this program show where it happened.</summary>
    public const string TraceVariable = "LOCALVOICE_STACK_TRACE";

    // Thrown for a value of the wrong type; the message names the key and the value.
    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";

    /// <param name="cancelled">Whether the user stopped the verb: whatever fails then is a consequence.</param>
    public static VerbFailure Of(Exception failure, bool cancelled) =>
        cancelled
            ? new(ExitCode.Cancelled, [])
            : failure switch
            {
                CliException refusal => Told(refusal.Code, refusal),
                ClientException refusal => Told(CodeOf(refusal.Fault), refusal),
                ModelException { IsUnknownName: true } => Told(ExitCode.BadInput, failure),
                EngineException or ModelException => Told(ExitCode.Unavailable, failure),
                OptionsValidationException wrong => new(ExitCode.BadInput, [.. wrong.Failures.Select(Printable.Line)]),
                InvalidOperationException { Source: ConfigurationBinder } => Told(ExitCode.BadInput, failure),
                InvalidDataException broken => Sentence(ExitCode.BadInput, SettingsFileFailure.Describe(broken)),
                IOException or UnauthorizedAccessException => Told(ExitCode.BadInput, failure),
                DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } => Sentence(
                    ExitCode.Unavailable,
                    $"A native library is missing: {failure.GetBaseException().Message} 'localvoice doctor' tells what is installed."
                ),
                _ => Fault(failure),
            };

    private static ExitCode CodeOf(ClientFault fault) =>
        fault switch
        {
            ClientFault.BadInput => ExitCode.BadInput,
            ClientFault.Unavailable or ClientFault.Busy => ExitCode.Unavailable,
            _ => ExitCode.Failed,
        };

    private static VerbFailure Told(ExitCode code, Exception failure) => Sentence(code, failure.Message);

    private static VerbFailure Sentence(ExitCode code, string text) => new(code, [Printable.Line(text.ReplaceLineEndings(" "))]);

    private static VerbFailure Fault(Exception failure) =>
        Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 }
            ? new(ExitCode.Fault, failure.ToString().Split('\n'))
            : Sentence(
                ExitCode.Fault,
                $"A fault of LocalVoice ({failure.GetType().Name}): {failure.Message} Please report it with what {TraceVariable}=1 shows."
            );
}
