using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Engines.Candidates;

/// <summary>Options of <c>bench-engines</c> that name the models to compare.</summary>
internal sealed class CandidateOptions
{
    private readonly Option<string[]> _stt = Models("--stt", "recognisers");
    private readonly Option<string[]> _llm = Models("--llm", "language models");
    private readonly Option<string[]> _tts = Models("--tts", "voices");
    private readonly Option<bool> _all = new("--all") { Description = "Compare every model in the models folder with those of its stage." };

    public void AddTo(Command command)
    {
        Option[] all = [_stt, _llm, _tts, _all];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether models are to be compared, in place of measuring the configured engines.</summary>
    public bool IsAsked(VerbContext context) => All(context) || Named(context).Any(stage => stage.Names.Length > 0);

    public bool All(VerbContext context) => context.Get(_all);

    /// <summary>Ids or paths by stage, in pipeline order.</summary>
    public IEnumerable<(string Stage, string[] Names)> Named(VerbContext context) =>
        [("stt", context.Get(_stt) ?? []), ("llm", context.Get(_llm) ?? []), ("tts", context.Get(_tts) ?? [])];

    private static Option<string[]> Models(string name, string models) =>
        new(name) { Description = $"Compare these {models}, ids or files, in turns.", AllowMultipleArgumentsPerToken = true };
}
