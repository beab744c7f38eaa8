using System.Diagnostics;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Chat;
using LocalVoice.Cli.Hosting;
using LocalVoice.Core.Evidence;
using LocalVoice.Core.Turns.Endpointing;
using LocalVoice.Core.Turns.Endpointing.Calibration;
using Microsoft.Extensions.AI;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>What the engines beside the recogniser tell of the end of a turn, measured as the server does after its start.</summary>
/// <param name="instructions">The system message of a session.</param>
internal sealed class TurnJudges(LocalEngines engines, string instructions)
{
    private const string TurnEndModel = "LocalVoice:Engines:SmartTurn:ModelPath";

    /// <summary>Null where no model of the sound is configured.</summary>
    public JudgeSound? Sound => string.IsNullOrEmpty(engines.Setting(TurnEndModel)) ? null : JudgeSoundAsync;

    /// <returns>Null when the language model tells nothing in this language.</returns>
    public Task<EvidenceScale?> ScaleAsync(string language, CancellationToken cancellationToken) =>
        MessageEndCalibration.MeasureAsync(engines.Chat, instructions, language, cancellationToken);

    public async ValueTask<Judgement?> JudgeMessageAsync(string transcript, string language, CancellationToken cancellationToken)
    {
        if (transcript.Length == 0)
        {
            return null;
        }

        double? told = null;
        var begun = Stopwatch.GetTimestamp();
        var taken = TimeSpan.Zero;
        var options = new ChatOptions { ConversationId = "turns", MaxOutputTokens = 1 }.WithMessageEnd(
            new(probability => (told, taken) = (probability, Stopwatch.GetElapsedTime(begun)))
        );
        await engines.Chat.GetResponseAsync(
            [new(ChatRole.System, instructions), new(ChatRole.User, transcript)],
            options,
            cancellationToken
        );
        return told is { } probability ? new(probability, taken.TotalMilliseconds) : null;
    }

    private async ValueTask<Judgement?> JudgeSoundAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var probability = await engines.TurnEnd.ProbabilityAsync(samples, cancellationToken);
        return new(probability, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }
}
