using System.CommandLine;
using System.Text.Json;
using LocalVoice.Client;
using Spectre.Console;

namespace LocalVoice.Cli.Output;

/// <summary>One run of a verb: its arguments and its outputs.</summary>
/// <param name="json">Whether standard output is one JSON document; human-readable text then goes to standard error.</param>
internal sealed class VerbContext(ParseResult parsed, bool json, TimeProvider time, CancellationToken cancellationToken)
{
    private const int WideColumns = 200;
    private readonly TextWriter _output = parsed.InvocationConfiguration.Output;
    private IAnsiConsole? _console;
    private bool _hasDocument;

    public bool Json => json;

    public TimeProvider Time => time;

    public CancellationToken Cancellation => cancellationToken;

    /// <summary>Standard error.</summary>
    public TextWriter Error => parsed.InvocationConfiguration.Error;

    /// <summary>The console for human-readable text.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public T Get<T>(Option<T> option) => parsed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Writes the document of a run with <c>--json</c>; no effect otherwise.</summary>
    public void WriteJson<T>(T document) => WriteJson(document, JsonFormat.Options);

    /// <inheritdoc cref="WriteJson{T}(T)"/>
    public void WriteJson<T>(T document, JsonSerializerOptions format)
    {
        if (json)
        {
            _hasDocument = true;
            _output.WriteLine(JsonSerializer.Serialize(document, format));
        }
    }

    /// <summary>Writes text for a file or pipe: no colours, no wrapping.</summary>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            (json ? Error : _output).WriteLine(line);
        }
    }

    /// <summary>The result of a verb that ran; a negative one is told on standard error.</summary>
    public ExitCode Require(bool good, string otherwise)
    {
        if (!good)
        {
            Error.WriteLine(otherwise);
        }

        return good ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>Tells on standard error what failed, and on standard output for programs that got no other document.</summary>
    public ExitCode Fail(VerbFailure failure)
    {
        foreach (var line in failure.Lines)
        {
            Error.WriteLine(line);
        }

        if (!_hasDocument)
        {
            var error = failure.Code == ExitCode.Cancelled ? "Stopped by the user." : string.Join(' ', failure.Lines);
            WriteJson(new FailureDocument(error, (int)failure.Code));
        }

        return failure.Code;
    }

    /// <summary>Colours, wrapping and questions only on an interactive terminal.</summary>
    private IAnsiConsole CreateConsole()
    {
        var writer = json ? Error : _output;
        var terminal = json
            ? ReferenceEquals(writer, System.Console.Error) && !System.Console.IsErrorRedirected
            : ReferenceEquals(writer, System.Console.Out) && !System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = terminal && !System.Console.IsInputRedirected ? InteractionSupport.Detect : InteractionSupport.No,
            }
        );
        console.Profile.Width = terminal ? console.Profile.Width : WideColumns;
        return console;
    }
}
