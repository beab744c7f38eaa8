using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Client.Tests.Audio;

public sealed class WaveFileTests
{
    [Fact]
    public void Recording_comes_back_as_it_was_saved()
    {
        using var file = new TemporaryFile("wav");
        var recording = Tones.Between(10, 20, 10);

        WaveFile.Save(file.Path, recording);

        Assert.Equal(recording.Samples.ToArray(), WaveFile.Load(file.Path).Samples.ToArray());
    }

    [Fact]
    public void File_that_is_no_wav_is_refused_by_name()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllText(file.Path, "no wave at all");

        var refusal = Assert.Throws<ClientException>(() => WaveFile.Load(file.Path));

        Assert.Equal(ClientFault.BadInput, refusal.Fault);
        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
    }
}
