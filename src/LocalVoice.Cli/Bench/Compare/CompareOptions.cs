using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LocalVoice.Cli.Bench.Compare.Backends;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>Options of <c>bench compare</c>.</summary>
internal sealed class CompareOptions
{
    public Option<BackendNames[]> Backends { get; } =
        new("--backends")
        {
            Description =
                "What to compare, separated by commas: local, STT+LLM+TTS (names of LocalVoice:Backends, or local, deepgram, flux, "
                + "groq, openai, gemini), openai-realtime. A service without its key is simulated.",
            CustomParser = ParseBackends,
            Required = true,
        };

    public Option<int[]> Rtt { get; } =
        new("--rtt")
        {
            Description = "Round trips of the simulated network in milliseconds, separated by commas.",
            CustomParser = ParseRoundTrips,
            DefaultValueFactory = _ => [20, 60, 150],
        };

    public Option<bool> Sequential { get; } =
        new("--sequential")
        {
            Description = "Also runs combinations of services alone as the old pipeline did: each stage waits for the one before.",
        };

    public Option<int> Turns { get; } = new("--turns") { Description = "Utterances per column.", DefaultValueFactory = _ => 8 };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The caller's language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public Option<string?> Html { get; } = new("--html") { Description = "Write a report for people to this file." };

    public CompareOptions()
    {
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Turns.RequireRange(1, 1000);
    }

    public void AddTo(Command command)
    {
        Option[] all = [Backends, Rtt, Sequential, Turns, Language, Json, Html];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    private static BackendNames[] ParseBackends(ArgumentResult result)
    {
        var names = new List<BackendNames>();
        foreach (var text in Parts(result))
        {
            if (BackendNames.TryParse(text) is not { } parsed)
            {
                result.AddError($"'{text}' names no backends; give local, openai-realtime, or three such as deepgram+groq+deepgram.");
            }
            else if (!names.Contains(parsed))
            {
                names.Add(parsed);
            }
        }

        return [.. names];
    }

    private static int[] ParseRoundTrips(ArgumentResult result)
    {
        var values = new List<int>();
        foreach (var text in Parts(result))
        {
            var number = text.EndsWith("ms", StringComparison.Ordinal) ? text[..^2] : text;
            if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                result.AddError($"--rtt is '{text}'; it must be whole milliseconds such as 20,60,150ms.");
            }
            else if (OptionRange.Violation("--rtt", value, 1, 1000) is { } error)
            {
                result.AddError(error);
            }
            else if (!values.Contains(value))
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    private static IEnumerable<string> Parts(ArgumentResult result) =>
        result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries));
}
