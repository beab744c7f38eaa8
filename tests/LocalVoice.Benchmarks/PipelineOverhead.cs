using System.Buffers.Binary;
using System.Diagnostics;
using LocalVoice.Audio;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Benchmarks;

/// <summary>
/// What the pipeline itself costs, with engines that take no time: from handing in the frame that decides the turn to
/// taking out the first audio of the answer. Promise: ≤ 5 ms p99. Measured twice: with the work done in the silence, as
/// it is in production, and with all of it after the decision.
/// </summary>
internal static class PipelineOverhead
{
    private const int Turns = 2000;
    private const int TurnsPerSession = 50;
    private const int SilenceFrames = 20;
    private static readonly AudioFormat Format = new(AudioEncoding.Pcm16, 16_000);
    private static readonly byte[] Silence = new byte[320];
    private static readonly byte[] Voice = VoicedFrame();

    public static async Task RunAsync(TextWriter report)
    {
        await report.WriteLineAsync(
            $"Deciding frame in → first audio out, {Turns} turns, {Environment.ProcessorCount} cores, .NET {Environment.Version}"
        );
        await report.WriteLineAsync($"{"", -34}{"p50", 10}{"p95", 10}{"p99", 10}{"max", 10}  ms");
        await MeasureAsync(report, "work done in the silence", speculate: true);
        await MeasureAsync(report, "all work after the decision", speculate: false);
    }

    private static async Task MeasureAsync(TextWriter report, string name, bool speculate)
    {
        await TalkAsync(Turns / 10, speculate);
        var took = await TalkAsync(Turns, speculate);
        took.Sort();
        string At(double quantile) => took[(int)Math.Min(took.Count - 1, quantile * took.Count)].TotalMilliseconds.ToString("0.000");
        await report.WriteLineAsync($"{name, -34}{At(0.5), 10}{At(0.95), 10}{At(0.99), 10}{At(1), 10}");
    }

    private static async Task<List<TimeSpan>> TalkAsync(int turns, bool speculate)
    {
        var took = new List<TimeSpan>(turns);
        while (took.Count < turns)
        {
            await using var session = Open(speculate);
            for (var turn = 0; turn < TurnsPerSession; turn++)
            {
                took.Add(await TakeTurnAsync(session));
            }
        }

        return took;
    }

    private static IVoiceSession Open(bool speculate)
    {
        var engines = new ScenarioEngines();
        engines.Recognizer.Finals.Then("¿Qué hora es?");
        engines.Chat.Replies.Then("Son las tres de la tarde.");
        var factory = new VoiceSessionFactory(
            engines.ToCatalog(),
            new PipelineOptions { MaxSpeculationsPerTurn = speculate ? 8 : 0 },
            SpokenTextPreparations.WithoutLexicons,
            IdleResources.For(new(), TimeProvider.System),
            TimeProvider.System,
            NullLogger<VoiceSessionFactory>.Instance
        );
        return factory.Open(
            new() { InputFormat = Format, TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(10 * SilenceFrames)) }
        );
    }

    private static async Task<TimeSpan> TakeTurnAsync(IVoiceSession session)
    {
        for (var frame = 0; frame < 30; frame++)
        {
            await session.AppendAudioAsync(Voice, CancellationToken.None);
        }

        for (var frame = 0; frame < SilenceFrames - 1; frame++)
        {
            await session.AppendAudioAsync(Silence, CancellationToken.None);
        }

        await SettleAsync(session);
        var begin = Stopwatch.GetTimestamp();
        await session.AppendAudioAsync(Silence, CancellationToken.None);
        await NextAsync<ResponseAudio>(session);
        var took = Stopwatch.GetElapsedTime(begin);
        await NextAsync<ResponseEnded>(session);
        return took;
    }

    /// <summary>Everything handed in so far is heard, and the work that it started has had the time that it has in a real call.</summary>
    private static async Task SettleAsync(IVoiceSession session)
    {
        for (var fence = 0; fence < 20; fence++)
        {
            await session.SendAsync(new RetrieveItem("fence"), CancellationToken.None);
            while (await session.Events.ReadAsync() is var happened and not CommandFailed)
            {
                if (happened is SpeechStopped)
                {
                    throw new InvalidOperationException("The turn was decided before its deciding frame.");
                }
            }
        }
    }

    private static async Task NextAsync<T>(IVoiceSession session)
    {
        while (await session.Events.ReadAsync() is not T) { }
    }

    private static byte[] VoicedFrame()
    {
        var encoded = new byte[320];
        for (var i = 0; i < 160; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(encoded.AsSpan(2 * i), (short)(6000 * Math.Sin(2 * Math.PI * 300 * i / 16_000)));
        }

        return encoded;
    }
}
