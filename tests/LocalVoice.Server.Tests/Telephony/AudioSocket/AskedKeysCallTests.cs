using LocalVoice.Audio;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

/// <summary>An agent asks for a number and gets it, in real time: the whole pipeline on fakes.</summary>
public sealed class AskedKeysCallTests : IAsyncLifetime
{
    private const int FrameSamples = 160;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    private readonly ScenarioEngines _engines = new();
    private readonly RunningServer _server;

    public AskedKeysCallTests()
    {
        _engines.Recognizer.Hear = _ => "Quiero saber mi saldo.";
        _engines.Chat.Replies.Then("Marque su número.", "Gracias.");
        _engines.Chat.Calls.Then([new("call_1", "read_keys", new Dictionary<string, object?> { ["digits"] = 4 })], []);
        _server = new()
        {
            Configure = services => services.AddSingleton(ScenarioSessions.On(_engines)),
            Args =
            [
                "--LocalVoice:Telephony:AudioSocket:Enabled=true",
                "--LocalVoice:Telephony:AudioSocket:Port=0",
                "--LocalVoice:Profiles:es:ReadKeys=true",
                "--LocalVoice:Profiles:es:Speculation=false",
            ],
        };
    }

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Two_keys_while_it_asks_and_two_after_are_what_it_goes_on_with()
    {
        var endpoint = _server.Services.GetRequiredService<AudioSocketListener>().Endpoint!;
        await using var call = await FakeAsterisk.CallAsync(endpoint);
        var (heard, quiet) = (0, 0);

        async Task TalkAsync(double amplitude, Func<bool> until)
        {
            using var clock = new PeriodicTimer(Frame, TimeProvider.System);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!until())
            {
                await call.HearAsync(Tone(amplitude));
                quiet++;
                while (call.Sent.TryRead(out _))
                {
                    (heard, quiet) = (heard + 1, 0);
                }

                await clock.WaitForNextTickAsync(patience.Token);
            }
        }

        var said = 0;
        await TalkAsync(0.2, () => ++said > 30);
        await TalkAsync(0, () => heard > 0);
        await call.PressAsync('8');
        await call.PressAsync('3');
        await TalkAsync(0, () => quiet > 30);
        var asked = heard;
        await call.PressAsync('6');
        await call.PressAsync('1');
        await TalkAsync(0, () => heard > asked);

        Assert.Equal(2, _engines.Chat.Requests.Count);
        Assert.DoesNotContain("8361", _engines.Chat.Requests[0].Prompt, StringComparison.Ordinal);
        Assert.Contains("8361", _engines.Chat.Requests[1].Prompt, StringComparison.Ordinal);
    }

    private static byte[] Tone(double amplitude)
    {
        var bytes = new byte[2 * FrameSamples];
        var samples = Enumerable.Range(0, FrameSamples).Select(i => amplitude * short.MaxValue * Math.Sin(2 * Math.PI * 300 * i / 8_000));
        Pcm16.Encode([.. samples.Select(sample => (short)sample)], bytes);
        return bytes;
    }
}
