using System.CommandLine;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Talk;

/// <summary>Options of <c>talk</c>.</summary>
internal sealed class TalkOptions
{
    public Option<string?> Wav { get; } = new("--wav") { Description = "Say this WAV file (any rate and channels)." };

    public Option<string?> Say { get; } = new("--say") { Description = "Say this sentence, spoken by espeak-ng." };

    public Option<bool> Microphone { get; } = new("--mic") { Description = "Talk through the microphone, where the build has one." };

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
        Framing.AcceptOnlyFromAmong("localvoice", "realtime");
    }

    public void AddTo(Command command)
    {
        Option[] all = [Wav, Say, Microphone, Language, Out, Framing, Events, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }
}
