using System.CommandLine;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Talk;

/// <summary><c>talk</c>: sends one utterance to a server in real time and shows the response with its timings.</summary>
internal static class TalkCommand
{
    public static Command Create()
    {
        var options = new TalkOptions();
        var command = new Command("talk", "Says a recording or a sentence to a server and plays back what it answers.");
        options.AddTo(command);
        return command.Runs(options.Json, context => TalkAsync(context, options));
    }

    private static async Task<ExitCode> TalkAsync(VerbContext context, TalkOptions options)
    {
        var recording = await RecordingAsync(context, options);
        var language = context.Get(options.Language);
        await using var server = await options.Server.OpenAsync(context);
        var call = new CallOptions
        {
            ApiKey = server.Key,
            Framing = context.Get(options.Framing) == "realtime" ? () => new Base64Framing() : () => new LocalVoiceFraming(),
            Session = new SessionRequest { Language = language, Stages = Wish(context, options) },
            OnMessage = context.Get(options.Events) ? new EventTrace(context.Error, context.Time).Write : null,
        };
        await using var caller = await RealtimeCall.OpenAsync(server.RealtimeUrl(language), call, context.Time, context.Cancellation);
        var turn = await caller.SayAsync(recording, context.Cancellation);
        if (context.Get(options.Out) is { } file && turn.Response is { } answer)
        {
            WaveFile.Save(file, answer);
        }

        TalkReport.Write(context, turn);
        return turn is { HasResponse: true, Error: null } ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>A server that is started for the verb has them as its own.</summary>
    private static SessionStages? Wish(VerbContext context, TalkOptions options) =>
        context.Get(options.Server.Url) is null ? null : options.Server.Stages.Wish(context);

    private static Task<Recording> RecordingAsync(VerbContext context, TalkOptions options) =>
        (context.Get(options.Wav), context.Get(options.Say), context.Get(options.Microphone)) switch
        {
            ({ } wav, null, false) => Task.FromResult(WaveFile.Load(wav)),
            (null, { } blank, false) when string.IsNullOrWhiteSpace(blank) => throw new CliException(
                "--say has no words.",
                "Give a sentence.",
                ExitCode.BadInput
            ),
            (null, { } text, false) => EspeakProcess.SpeakAsync(EspeakVoice.For(context.Get(options.Language)), text, context.Cancellation),
            (null, null, true) => throw new CliException(
                "This build cannot capture from a microphone.",
                "Use --wav FILE or --say TEXT, or the page that the server shows in a browser.",
                ExitCode.Unavailable
            ),
            _ => throw new CliException("talk needs one thing to say.", "Give either --wav FILE, --say TEXT or --mic.", ExitCode.BadInput),
        };
}
