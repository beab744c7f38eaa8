using System.Diagnostics;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Telephony.Twilio;

/// <summary>An interruption over a line, in real time: the whole pipeline on fakes.</summary>
public sealed class TwilioBargeInTests : IAsyncLifetime
{
    private const int FrameSamples = 160;
    private const string Answer =
        "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
        + "diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco.";

    private const string Said = "assistant: ";

    private static readonly TimeSpan AWord = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Silence = Tone(0);
    private static readonly byte[] Speech = Tone(0.2);

    private readonly ScenarioEngines _engines = new();
    private readonly RunningServer _server;
    private bool _interrupts;

    public TwilioBargeInTests()
    {
        _engines.Recognizer.Hear = _ => _interrupts ? "Para, espera un momento." : "Cuenta hasta veinticinco.";
        _engines.Chat.Replies.Then(Answer);
        _server = new() { Configure = services => services.AddSingleton(ScenarioSessions.On(_engines)) };
    }

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Twilio_is_told_to_clear_and_the_conversation_keeps_no_more_than_was_sent()
    {
        await using var call = await FakeTwilio.CallAsync(new Uri($"ws://{_server.Address.Authority}/v1/telephony/twilio"));
        var (sent, played, cleared) = (TimeSpan.Zero, TimeSpan.Zero, false);

        async Task TalkAsync(byte[] voice, Func<bool> until)
        {
            using var clock = new PeriodicTimer(Frame, TimeProvider.System);
            var patience = Stopwatch.StartNew();
            while (!until())
            {
                Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), $"sent {sent}, played {played}, cleared {cleared}");
                await call.HearAsync(voice);
                while (call.Sent.TryRead(out var message))
                {
                    sent += message.MuLaw.Length / FrameSamples * Frame;
                    cleared |= message.Event == "clear";
                }

                if (sent > played && !cleared)
                {
                    await call.PlayAsync(Frame);
                    played += Frame;
                }

                await clock.WaitForNextTickAsync();
            }
        }

        var said = 0;
        await TalkAsync(Speech, () => ++said > 30);

        // Sooner, the user would go on with what they said before.
        await TalkAsync(Silence, () => played > TimeSpan.FromSeconds(2));
        _interrupts = true;
        await TalkAsync(Speech, () => cleared);
        await TalkAsync(Silence, () => _engines.Chat.Requests.Any(IsOfTheInterruption));

        var prompt = _engines.Chat.Requests.Last(IsOfTheInterruption).Prompt;
        Assert.Contains(Said, prompt, StringComparison.Ordinal);
        var kept = prompt.Split('\n').Single(line => line.StartsWith(Said, StringComparison.Ordinal))[Said.Length..];
        Assert.StartsWith("Uno", kept, StringComparison.Ordinal);
        Assert.StartsWith(kept.TrimEnd(), Answer, StringComparison.Ordinal);
        Assert.InRange(kept.Length * _engines.Synthesizer.PerCharacter, TimeSpan.Zero, sent + AWord);
    }

    private static bool IsOfTheInterruption(FakeChatRequest request) => request.Prompt.Contains("Para", StringComparison.Ordinal);

    private static byte[] Tone(double amplitude) =>
        [
            .. Enumerable
                .Range(0, FrameSamples)
                .Select(i => G711.EncodeMuLaw((short)(amplitude * short.MaxValue * Math.Sin(2 * Math.PI * 300 * i / 8_000)))),
        ];
}
