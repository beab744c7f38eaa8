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
    public void WriteJson<T>(T document)
    {
        if (json)
        {
            _output.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Options));
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

    /// <summary>Colours and wrapping only on an interactive terminal.</summary>
    private IAnsiConsole CreateConsole()
    {
        var redirected = json ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(json ? Error : _output),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            }
        );
        console.Profile.Width = redirected ? WideColumns : console.Profile.Width;
        return console;
    }
}
