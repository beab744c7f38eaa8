using System.CommandLine;
using System.Text.Json;
using LocalVoice.Client;
using Spectre.Console;

namespace LocalVoice.Cli.Output;

/// <summary>One run of a verb: what was asked, and where its answer goes.</summary>
/// <param name="json">Whether standard output is one JSON document; everything for people then goes to standard error.</param>
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

    /// <summary>For people.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public T Get<T>(Option<T> option) => parsed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>The document of a run with <c>--json</c>; nothing otherwise.</summary>
    public void WriteJson<T>(T document)
    {
        if (json)
        {
            _output.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Options));
        }
    }

    /// <summary>Text for a file or a pipe: never coloured, never broken.</summary>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            (json ? Error : _output).WriteLine(line);
        }
    }

    /// <summary>Colours and line breaks only where a person looks on.</summary>
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
