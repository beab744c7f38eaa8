using LocalVoice.Audio;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;

namespace LocalVoice.Server.Capacity;

/// <summary>
/// Two turns of the default profile, spoken by the server's own voice in a language that it is made for: the first warms up, the
/// second tells what a turn takes of the machine at least. What is left out under load is left out here too.
/// </summary>
internal sealed class Rehearsal(
    IVoiceSessionFactory sessions,
    ISpeechSynthesizer voice,
    ProfileCatalog profiles,
    ComputeBudget budget,
    SessionCapacity capacity
)
{
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    // Without a pause inside: work that a pause starts is not part of every turn.
    private static readonly Dictionary<string, string> Questions = new(StringComparer.Ordinal)
    {
        ["es"] = "¿Qué puedes hacer por mí?",
        ["ca"] = "Què pots fer per mi?",
    };

    /// <returns>How the turn ended; null when the server did not hear it.</returns>
    /// <exception cref="Engines.EngineException">The voice failed.</exception>
    public async Task<ResponseStatus?> RunAsync(CancellationToken cancellationToken)
    {
        var profile = profiles.Find(null);
        var format = new AudioFormat(AudioEncoding.Pcm16, voice.SampleRateHz);
        var language = LanguageFor(profile);
        var question = await AskAsync(profile, language, cancellationToken).ConfigureAwait(false);
        var settings = new SessionSettings
        {
            InputFormat = format,
            Language = language,
            Instructions = profile.InstructionsFor(language),
            Voice = profile.Voice,
            Pipeline = PipelineMode.Sequential,
            Speculate = false,
        };
        await using var session = sessions.Open(settings);
        if (await TakeTurnAsync(session, question, format, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var before = budget.Busy;
        var status = await TakeTurnAsync(session, question, format, cancellationToken).ConfigureAwait(false);
        if (status is ResponseStatus.Completed or ResponseStatus.Incomplete)
        {
            capacity.Measured(budget.Busy - before, budget.TotalThreads);
        }

        return status;
    }

    private static async Task<ResponseStatus?> TakeTurnAsync(
        IVoiceSession session,
        byte[] question,
        AudioFormat format,
        CancellationToken cancellationToken
    )
    {
        await SpeakAsync(session, question, format, cancellationToken).ConfigureAwait(false);
        await foreach (var happened in session.Events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (happened)
            {
                case ResponseEnded ended:
                    return ended.Outcome.Status;
                case InputTranscribed { Transcript: "" } or InputTranscriptionFailed:
                    return null;
            }
        }

        return null;
    }

    /// <summary>A recogniser hears nothing in what a voice says in a language that it was not made for.</summary>
    private string LanguageFor(SessionProfile profile)
    {
        var wanted = LanguageTag.Base(profile.Language);
        return voice.Languages.Count == 0 || voice.Languages.Any(own => LanguageTag.Base(own) == wanted)
            ? profile.Language
            : voice.Languages[0];
    }

    private async Task<byte[]> AskAsync(SessionProfile profile, string language, CancellationToken cancellationToken)
    {
        var text = Questions.GetValueOrDefault(LanguageTag.Base(language), "What can you do for me?");
        var request = new SynthesisRequest(text, language, profile.Voice);
        var samples = new List<short>();
        await foreach (var chunk in voice.SynthesizeAsync(request, cancellationToken).ConfigureAwait(false))
        {
            var converted = new short[chunk.Samples.Length];
            Pcm16.FromFloat(chunk.Samples.Span, converted);
            samples.AddRange(converted);
        }

        var encoded = new byte[samples.Count * sizeof(short)];
        Pcm16.Encode(samples.ToArray(), encoded);
        return encoded;
    }

    private static async Task SpeakAsync(
        IVoiceSession session,
        ReadOnlyMemory<byte> question,
        AudioFormat format,
        CancellationToken cancellationToken
    )
    {
        var bytes = (int)format.SamplesIn(Piece) * format.BytesPerSample;
        for (; question.Length > 0; question = question[Math.Min(bytes, question.Length)..])
        {
            await session.AppendAudioAsync(question[..Math.Min(bytes, question.Length)], cancellationToken).ConfigureAwait(false);
        }

        for (var silent = TimeSpan.Zero; silent < Silence; silent += Piece)
        {
            await session.AppendAudioAsync(new byte[bytes], cancellationToken).ConfigureAwait(false);
        }
    }
}
