using LocalVoice.Bench.Clips;
using LocalVoice.Cli.Hosting;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Client.Measures;

namespace LocalVoice.Cli.SelfTest;

/// <summary>Sends every sentence to a server, each in its own call, and checks the responses.</summary>
/// <param name="speak">Synthesises a sentence.</param>
internal sealed class SelfTestRun(ServerAddress server, TimeProvider time, Func<SelfTestSentence, CancellationToken, Task<Recording>> speak)
{
    /// <summary>Long, so that a busy machine does not fail the self-test; chosen by trial, not measured.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    public async Task<SelfTestDocument> OfAsync(IEnumerable<SelfTestSentence> sentences, CancellationToken cancellationToken)
    {
        var turns = new List<SelfTestTurn>();
        foreach (var sentence in sentences)
        {
            var recording = await speak(sentence, cancellationToken);
            var options = new CallOptions
            {
                ApiKey = server.Key,
                Session = new SessionRequest { Language = sentence.Language, MaxOutputTokens = sentence.MaxResponseTokens },
                ResponseTimeout = ResponseTimeout,
            };
            await using var call = await RealtimeCall.OpenAsync(server.RealtimeUrl(sentence.Language), options, time, cancellationToken);
            turns.Add(Judge(sentence, await call.SayAsync(recording, cancellationToken)));
        }

        return new SelfTestDocument(turns.TrueForAll(turn => turn.Problem is null), turns);
    }

    private static SelfTestTurn Judge(SelfTestSentence sentence, SpokenTurn turn) =>
        new(
            sentence.Language,
            sentence.Said,
            turn.Heard,
            turn.Answered,
            turn.VoiceToVoice?.TotalMilliseconds,
            TurnStages.Of(turn)?.Path ?? new Dictionary<string, double>(),
            ProblemOf(sentence, turn)
        );

    private static string? ProblemOf(SelfTestSentence sentence, SpokenTurn turn) =>
        turn switch
        {
            { Error: { } error } => error,
            _ when WordErrors.Of(sentence.Said, turn.Heard).Rate > sentence.MaxWer => "It was heard wrongly.",
            { Answered.Length: 0 } => "There is no answer in words.",
            { VoiceToVoice: null } => "The answer has no audible voice.",
            { VoiceToVoice: { } waited } when waited > sentence.MaxVoiceToVoice =>
                $"The answer came later than after {sentence.MaxVoiceToVoice.TotalSeconds:0} s.",
            _ when sentence.Reply is { } reply && WordErrors.Of(reply, turn.Answered).Errors > 0 => $"The answer should be '{reply}'.",
            _ => null,
        };
}
