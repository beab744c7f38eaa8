using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Hosting;

/// <summary>Options that name the backend of each stage: <c>local</c>, or one of the configuration's.</summary>
internal sealed class StageFlags
{
    private readonly Option<string?> _stt = Flag("--stt", "recogniser");
    private readonly Option<string?> _llm = Flag("--llm", "language model");
    private readonly Option<string?> _tts = Flag("--tts", "voice");

    public void AddTo(Command command)
    {
        command.Options.Add(_stt);
        command.Options.Add(_llm);
        command.Options.Add(_tts);
    }

    /// <summary>As settings of a server that is started.</summary>
    public string[] Settings(VerbContext context) =>
        [.. Named(context).Where(stage => stage.Name is not null).Select(stage => $"--LocalVoice:Stages:{stage.Stage}={stage.Name}")];

    /// <summary>As a wish of a session at a server that runs; null: none.</summary>
    public SessionStages? Wish(VerbContext context) =>
        Named(context).Any(stage => stage.Name is not null) ? new(context.Get(_stt), context.Get(_llm), context.Get(_tts)) : null;

    private IEnumerable<(string Stage, string? Name)> Named(VerbContext context) =>
        [("Stt", context.Get(_stt)), ("Llm", context.Get(_llm)), ("Tts", context.Get(_tts))];

    private static Option<string?> Flag(string name, string stage) =>
        new(name) { Description = $"The {stage}'s backend: local, or a name of LocalVoice:Backends." };
}
