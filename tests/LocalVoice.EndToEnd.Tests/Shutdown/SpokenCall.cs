using LocalVoice.Cli.Hosting;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Shutdown;

/// <summary>A call, and whether its agent has begun to speak.</summary>
internal sealed class SpokenCall(RealtimeCall call, Task spokenTo) : IAsyncDisposable
{
    /// <summary>What the agent says when a table was booked: some five seconds.</summary>
    public const string TableBooked = "Hecho, una mesa para cuatro personas el viernes a las nueve. ¿Algo más?";

    public Task SpokenTo => spokenTo;

    public static async Task<SpokenCall> OpenAsync(ServerAddress server, Func<IClientFraming> framing)
    {
        var spokenTo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new CallOptions
        {
            Framing = framing,
            Session = new() { Language = "es" },
            ResponseTimeout = TimeSpan.FromSeconds(60),
            OnMessage = message => _ = message is ResponseAudio && spokenTo.TrySetResult(),
        };
        var call = await RealtimeCall.OpenAsync(server.RealtimeUrl("es"), options, TimeProvider.System, CancellationToken.None);
        return new(call, spokenTo.Task);
    }

    public Task<SpokenTurn> BookATableAsync() => call.SayAsync(WaveFile.Load(SpokenSamples.BookATable.FilePath), CancellationToken.None);

    public ValueTask DisposeAsync() => call.DisposeAsync();
}
