using LocalVoice.EndToEnd.Tests.Shutdown;

namespace LocalVoice.EndToEnd.Tests.Attacks;

/// <summary>What a bystander waits on this machine while nobody attacks.</summary>
public sealed class UndisturbedTalk : IAsyncLifetime
{
    private const int Turns = 3;

    public TimeSpan VoiceToVoice { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var program = await ServingProgram.StartAsync();
        VoiceToVoice = await Bystander.TalkAsync(program, Turns);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
