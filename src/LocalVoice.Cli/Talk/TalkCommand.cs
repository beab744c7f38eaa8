using System.CommandLine;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Talk.Sound;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Talk;

/// <summary>
/// <c>talk</c>: sends one utterance to a server in real time and shows the response with its timings, or converses through the
/// microphone.
/// </summary>
internal static class TalkCommand
{
    public static Command Create()
    {
        var options = new TalkOptions();
        var command = new Command("talk", "Says a recording or a sentence to a server, or talks to it through the microphone.");
        options.AddTo(command);
        return command.Runs(
            options.Json,
            context =>
            {
                OutputFile.Require(options.Out.Name, context.Get(options.Out));
                RequireOneSource(context, options);
                return context.Get(options.Microphone) ? new Conversation(context, options).RunAsync() : TalkAsync(context, options);
            }
        );
    }

    private static async Task<ExitCode> TalkAsync(VerbContext context, TalkOptions options)
    {
        await using var speaker = context.Get(options.Play) ? Speakers.Open(context.Time) : null;
        var recording = await RecordingAsync(context, options);
        await using var server = await options.Server.OpenAsync(context);
        var call = options.Call(context, server.Key, message => speaker?.Observe(message));
        var address = server.RealtimeUrl(context.Get(options.Language));
        await using var caller = await RealtimeCall.OpenAsync(address, call, context.Time, context.Cancellation);
        var turn = await caller.SayAsync(recording, context.Cancellation);
        if (context.Get(options.Out) is { } file && turn.Response is { } answer)
        {
            WaveFile.Save(file, answer);
        }

        TalkReport.Write(context, turn);
        await (speaker?.FinishAsync(context.Cancellation) ?? Task.CompletedTask);
        return turn.Error is null ? context.Require(turn.HasResponse, "No answer was heard.") : ExitCode.Failed;
    }

    private static void RequireOneSource(VerbContext context, TalkOptions options)
    {
        bool[] sources = [context.Get(options.Wav) is not null, context.Get(options.Say) is not null, context.Get(options.Microphone)];
        if (sources.Count(given => given) != 1)
        {
            throw new CliException("talk needs one thing to say.", "Give either --wav FILE, --say TEXT or --mic.", ExitCode.BadInput);
        }

        if (context.Get(options.Microphone) && context.Get(options.Out) is not null)
        {
            throw new CliException("--out has one answer, and --mic gets many.", "Leave one of them out.", ExitCode.BadInput);
        }
    }

    private static Task<Recording> RecordingAsync(VerbContext context, TalkOptions options) =>
        context.Get(options.Wav) is { } wav
            ? Task.FromResult(InputRecording.Load(context, wav))
            : EspeakProcess.SpeakAsync(
                EspeakVoice.For(context.Get(options.Language)),
                Words.Require(options.Say.Name, context.Get(options.Say) ?? ""),
                context.Cancellation
            );
}
