using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>For a player that reads files only: plays each response when all of it has come.</summary>
internal sealed class FileSpeaker(SoundProgram program) : ISpeaker
{
    private readonly Lock _lock = new();
    private readonly List<short> _samples = [];
    private int _rateHz;
    private Task _playing = Task.CompletedTask;

    public bool IsHeard => !_playing.IsCompleted;

    public void Observe(ServerMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ResponseAudio audio:
                    _rateHz = audio.SampleRateHz;
                    _samples.AddRange(audio.Samples.Span);
                    break;
                case ServerEvent { Type: "localvoice.audio.flush" }:
                    _samples.Clear();
                    break;
                case ServerEvent { Type: "response.done" } when _samples.Count > 0:
                    _playing = PlayAsync(_playing, new Recording(_samples.ToArray(), _rateHz));
                    _samples.Clear();
                    break;
            }
        }
    }

    public Task FinishAsync(CancellationToken cancellationToken) => _playing.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task PlayAsync(Task before, Recording response)
    {
        await before;
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".wav");
        try
        {
            WaveFile.Save(file, response);
            await using var player = SoundProcess.Start(program, program.Playing(file));
            await player.EndedAsync(CancellationToken.None);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
