using System.Globalization;
using LocalVoice.Audio;
using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>What candidates of a stage are compared by.</summary>
public static class CandidateMeasures
{
    // A short sentence of a caller.
    private const double Seconds = 3;

    private const int PromptTokens = 300;
    private const int ResponseTokens = 64;

    // Of fewer, the time between the first and the last says nothing. The starter's model answers what it does not understand with 5.
    private const int FewestTokens = 4;

    /// <summary>A lone decode of 3 s of speech, at the context that the engine chooses for that length.</summary>
    public static IReadOnlyList<CandidateMeasure> Of(
        IStreamingRecognizer recognizer,
        BenchSpeech speech,
        string language,
        TimeProvider time
    )
    {
        ArgumentNullException.ThrowIfNull(speech);
        var samples = speech.LastingSamples((int)AudioFormat.Recognition.SamplesIn(TimeSpan.FromSeconds(Seconds)));
        return
        [
            new(
                string.Create(CultureInfo.InvariantCulture, $"final transcript of {Seconds:0} s"),
                "ms",
                Better.Lower,
                async (_, cancellationToken) =>
                    (await RecognizerMeasure.DecodeAsync(recognizer, samples, language, time, cancellationToken)).Milliseconds
            ),
        ];
    }

    /// <summary>First text after a prompt of about 300 tokens, none of them cached, and tokens per second of one answer.</summary>
    public static async Task<IReadOnlyList<CandidateMeasure>> OfAsync(
        IChatClient chat,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var prompt = await BenchPrompt.OfTokensAsync(chat, PromptTokens, time, cancellationToken);
        var shortPrompt = new BenchPrompt(words: 20);
        return
        [
            new($"first token after {PromptTokens} tokens", "ms", Better.Lower, FirstTextAsync),
            new("answer", "tokens/s", Better.Higher, RateAsync),
        ];

        async Task<double> FirstTextAsync(int round, CancellationToken cancellation)
        {
            var answer = await AskAsync($"prompt-{round}", prompt.Messages(round + 1, 0), 4, cancellation);
            return time.GetElapsedTime(answer.Start, answer.FirstText).TotalMilliseconds;
        }

        async Task<double> RateAsync(int round, CancellationToken cancellation)
        {
            var answer = await AskAsync($"answer-{round}", shortPrompt.Messages(0, round), ResponseTokens, cancellation);
            return answer.OutputTokens >= FewestTokens
                ? (answer.OutputTokens - 1) / time.GetElapsedTime(answer.FirstText, answer.End).TotalSeconds
                : throw new EngineException($"It answered with {answer.OutputTokens} tokens, too few to tell a rate.");
        }

        async Task<TimedResponse> AskAsync(
            string conversation,
            IReadOnlyList<ChatMessage> messages,
            int most,
            CancellationToken cancellation
        )
        {
            var answer = await TimedResponse.OfAsync(chat, conversation, messages, most, time, cancellation);
            chat.GetService<IPromptPrefill>()?.Release(conversation);
            return answer;
        }
    }

    /// <summary>A clause's first audio.</summary>
    public static IReadOnlyList<CandidateMeasure> Of(ISpeechSynthesizer synthesizer, SynthesisRequest clause, TimeProvider time) =>
        [
            new(
                "first audio of a clause",
                "ms",
                Better.Lower,
                async (_, cancellationToken) =>
                    (await SpeechTake.OfWarmAsync(synthesizer, clause, time, cancellationToken)).FirstAudio.TotalMilliseconds
            ),
        ];
}
