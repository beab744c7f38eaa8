using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Talk;

/// <summary>Options of <c>talk</c>.</summary>
internal sealed class TalkOptions
{
    private const string Stock = "realtime";

    public Option<string?> Wav { get; } = new("--wav") { Description = "Say this WAV file (any rate and channels)." };

    public Option<string?> Say { get; } = new("--say") { Description = "Say this sentence, spoken by espeak-ng." };

    public Option<bool> Microphone { get; } =
        new("--mic") { Description = "Converse hands-free, through arecord or ffmpeg, until Ctrl+C; implies --play." };

    public Option<string?> Device { get; } =
        new("--mic-device") { Description = "The microphone, as arecord (-D) or ffmpeg (-i) names it; the system's choice unless given." };

    public Option<bool> FullDuplex { get; } =
        new("--full-duplex")
        {
            Description =
                "With --mic: listen while the agent speaks, so that it can be interrupted. For headphones: there is no echo canceller.",
        };

    public Option<bool> Play { get; } = new("--play") { Description = "Play the answer, through aplay, ffplay or afplay." };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The user's language: es, ca, en …", DefaultValueFactory = _ => "es" };

    public ServerOptions Server { get; } = new();

    public Option<string?> Out { get; } = new("--out") { Description = "Write the answer to this WAV file." };

    public Option<string> Framing { get; } =
        new("--framing")
        {
            Description = "localvoice (binary audio) or realtime (base64, as stock clients).",
            DefaultValueFactory = _ => "localvoice",
        };

    public Option<bool> Events { get; } = new("--events") { Description = "Show every event that the server sends, on standard error." };

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document." };

    public TalkOptions()
    {
        Framing.AcceptOnlyFromAmong("localvoice", Stock);
    }

    public void AddTo(Command command)
    {
        Option[] all = [Wav, Say, Microphone, Device, FullDuplex, Language, Out, Play, Framing, Events, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }

    /// <param name="key">The server's API key; null for none.</param>
    /// <param name="observe">Receives what the server sends.</param>
    public CallOptions Call(VerbContext context, string? key, Action<ServerMessage> observe) =>
        new()
        {
            ApiKey = key,
            Framing = context.Get(Framing) == Stock ? () => new Base64Framing() : () => new LocalVoiceFraming(),
            Session = new SessionRequest { Language = context.Get(Language), Stages = Wish(context) },
            OnMessage = (context.Get(Events) ? new EventTrace(context.Error, context.Time).Write : null) + observe,
        };

    /// <summary>A server that is started for the verb has them as its own.</summary>
    private SessionStages? Wish(VerbContext context) => context.Get(Server.Url) is null ? null : Server.Stages.Wish(context);
}
