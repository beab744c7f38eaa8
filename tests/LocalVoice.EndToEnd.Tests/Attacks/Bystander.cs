using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.EndToEnd.Tests.Shutdown;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Attacks;

/// <summary>Somebody who only wants to talk.</summary>
internal static class Bystander
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Asks the same question again and again; every one must be answered.</summary>
    /// <returns>Voice to voice, of the median question.</returns>
    public static async Task<TimeSpan> TalkAsync(ServingProgram program, int turns)
    {
        var options = new CallOptions
        {
            Session = new() { Language = "es" },
            ResponseTimeout = TimeSpan.FromSeconds(60),
        };
        await using var call = await RealtimeCall.OpenAsync(program.Address.RealtimeUrl("es"), options, TimeProvider.System, None);
        var waits = new List<TimeSpan>();
        for (var turn = 0; turn < turns; turn++)
        {
            var spoken = await call.SayAsync(WaveFile.Load(SpokenSamples.CapitalOfItaly.FilePath), None);
            Assert.Equal(("La capital de Italia es Roma.", null), (spoken.Answered.Trim(), spoken.Error));
            waits.Add(spoken.VoiceToVoice!.Value);
        }

        return waits.Order().ElementAt(turns / 2);
    }
}
