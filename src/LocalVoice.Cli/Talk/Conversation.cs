using LocalVoice.Cli.Output;
using LocalVoice.Cli.Talk.Sound;
using LocalVoice.Client;

namespace LocalVoice.Cli.Talk;

/// <summary>
/// <c>talk --mic</c>: a conversation through the system's recorder and player, until the user or the recorder ends it. Half-duplex
/// unless asked otherwise: what a microphone hears while the agent speaks is mostly the agent.
/// </summary>
internal sealed class Conversation(VerbContext context, TalkOptions options)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    // For what was said just before the recorder ended; as long as a call waits for a message.
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(10);

    private readonly TranscriptLines _lines = new(context);

    public async Task<ExitCode> RunAsync()
    {
        await using var speaker = Speakers.Open(context.Time);
        _ = SoundProgram.Recorder();
        await using var server = await options.Server.OpenAsync(context);
        var call = options.Call(
            context,
            server.Key,
            message =>
            {
                speaker.Observe(message);
                _lines.Observe(message);
            }
        );
        var half = !context.Get(options.FullDuplex);
        var rateHz = call.Framing().InputRateHz;
        await using var microphone = Microphone.Open(rateHz, context.Get(options.Device), () => half && speaker.IsHeard);
        var address = server.RealtimeUrl(context.Get(options.Language));
        try
        {
            await using var caller = await RealtimeCall.OpenAsync(
                address,
                call with
                {
                    Microphone = microphone.Fill,
                },
                context.Time,
                context.Cancellation
            );
            context.WriteLines([half ? "Speak when the agent is silent; Ctrl+C ends." : "Speak at any time; Ctrl+C ends."]);
            await ConverseAsync(caller, microphone, speaker);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // How a conversation ends.
        }

        context.WriteJson(new ConversationDocument(_lines.Turns));
        return ExitCode.Success;
    }

    private async Task ConverseAsync(RealtimeCall caller, Microphone microphone, ISpeaker speaker)
    {
        while (!microphone.IsDrained)
        {
            await caller.ListenAsync(Glance, context.Cancellation);
        }

        await microphone.Ended;
        var ended = context.Time.GetTimestamp();
        while (context.Time.GetElapsedTime(ended) < LastAnswer && (!_lines.IsAnswered || speaker.IsHeard))
        {
            await caller.ListenAsync(Glance, context.Cancellation);
        }

        await speaker.FinishAsync(context.Cancellation);
    }
}

/// <summary>The document of <c>talk --mic --json</c>.</summary>
internal sealed record ConversationDocument(IReadOnlyList<ConversationTurn> Turns);

/// <param name="Heard">What the user said; empty where the agent spoke by itself.</param>
internal sealed record ConversationTurn(string Heard, string Answered);
