using System.Net;
using System.Net.WebSockets;
using LocalVoice.Client;

namespace LocalVoice.EndToEnd.Tests.Shutdown;

/// <summary>The program is told to end while it is talking.</summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    private const int SigHup = 1;
    private const int SigTerm = 15;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task At_SIGTERM_five_calls_that_are_spoken_to_end_whole_and_a_sixth_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals by their numbers on Linux.");
        await using var program = await ServingProgram.StartAsync();
        Func<IClientFraming>[] framings =
        [
            () => new LocalVoiceFraming(),
            () => new LocalVoiceFraming(),
            () => new LocalVoiceFraming(),
            () => new Base64Framing(),
            () => new Base64Framing(),
        ];
        var calls = await Task.WhenAll(framings.Select(framing => SpokenCall.OpenAsync(program.Address, framing)));
        var turns = calls.Select(call => call.BookATableAsync()).ToList();
        await Task.WhenAll(calls.Select(call => call.SpokenTo));

        program.Signal(SigTerm);
        Assert.Equal("Draining 5 sessions, at most 0:00:30", await program.SaysAsync("Draining "));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAnotherCallAsync(program));
        var answered = await Task.WhenAll(turns);
        var drained = await program.SaysAsync("Drained ");

        output.WriteLine(drained);
        Assert.All(answered, turn => Assert.Equal((SpokenCall.TableBooked, null), (turn.Answered.Trim(), turn.Error)));
        Assert.All(answered, turn => Assert.InRange(turn.Response!.Duration.TotalSeconds, 3, 10));
        Assert.EndsWith("5 sessions ended whole, 0 by themselves, 0 were cut", drained, StringComparison.Ordinal);
        Assert.Equal(0, await program.ExitAsync());
        await Task.WhenAll(calls.Select(call => call.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task At_SIGHUP_a_call_is_closed_with_a_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals by their numbers on Linux.");
        await using var program = await ServingProgram.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(program.Address.RealtimeUrl("es"), None);

        program.Signal(SigHup);
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, None)).MessageType != WebSocketMessageType.Close) { }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, None);

        Assert.Equal(
            (WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down."),
            (socket.CloseStatus, socket.CloseStatusDescription)
        );
        output.WriteLine(await program.SaysAsync("Drained "));
        Assert.Equal(0, await program.ExitAsync());
    }

    [Fact]
    public async Task At_a_second_SIGTERM_the_call_is_cut()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals by their numbers on Linux.");
        await using var program = await ServingProgram.StartAsync();
        await using var call = await SpokenCall.OpenAsync(program.Address, () => new LocalVoiceFraming());
        var turn = call.BookATableAsync();
        await call.SpokenTo;

        program.Signal(SigTerm);
        await program.SaysAsync("Draining ");
        program.Signal(SigTerm);
        var drained = await program.SaysAsync("Drained ");

        output.WriteLine(drained);
        Assert.EndsWith("0 sessions ended whole, 0 by themselves, 1 were cut", drained, StringComparison.Ordinal);
        Assert.Equal(0, await program.ExitAsync());
        await Assert.ThrowsAsync<ClientException>(() => turn);
    }

    private static async Task<HttpStatusCode> StatusOfAnotherCallAsync(ServingProgram program)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(program.Address.RealtimeUrl("es"), None));
        return socket.HttpStatusCode;
    }
}
