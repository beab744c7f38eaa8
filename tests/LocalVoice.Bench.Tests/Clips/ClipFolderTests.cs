using LocalVoice.Bench.Clips;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Bench.Tests.Clips;

public sealed class ClipFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Index_gives_order_language_and_words_of_each_file()
    {
        Save("a.wav", "b.wav");
        Index("""{"file": "b.wav", "lang": "es", "text": "Hola.", "source": "somebody"}""", "", """{"file": "a.wav", "text": null}""");

        var clips = Read();

        Assert.Equal([("b.wav", "es", "Hola."), ("a.wav", "en", null)], clips.Select(clip => (clip.File, clip.Language, clip.Text)));
    }

    [Fact]
    public void Without_an_index_every_wav_file_is_in_the_language_that_is_given()
    {
        Save("b.wav", "a.wav");
        File.WriteAllText(_folder.File("notes.txt"), "");

        Assert.Equal([("a.wav", "en", null), ("b.wav", "en", null)], Read().Select(clip => (clip.File, clip.Language, clip.Text)));
    }

    [Fact]
    public void Pattern_chooses_files()
    {
        Save("joe-1.wav", "joe-2.wav", "pause-1.wav");

        Assert.Equal(["joe-1.wav", "joe-2.wav"], Read("joe-*").Select(clip => clip.File));
    }

    [Theory]
    [InlineData("""{"file": "a.wav",""", "it is no JSON")]
    [InlineData("[]", "it is no JSON object")]
    [InlineData("""{"text": "Hola."}""", "it has no 'file'")]
    [InlineData("""{"file": "a.wav", "lang": 7}""", "'lang' is no text")]
    [InlineData("""{"file": "../a.wav"}""", "no name of a file in this folder")]
    public void Line_that_cannot_be_used_is_named_with_its_file_and_number(string line, string why)
    {
        Save("a.wav");
        Index("""{"file": "a.wav"}""", line);

        var failure = Assert.Throws<ClientException>(() => Read());

        Assert.Contains($"{_folder.File("index.jsonl")}, line 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_silent_recordings_are_named()
    {
        Index("""{"file": "gone.wav"}""");
        Assert.Contains("gone.wav", Assert.Throws<ClientException>(() => Read()).Message, StringComparison.Ordinal);

        WaveFile.Save(_folder.File("gone.wav"), Tones.Between(100, 0, 0));
        Assert.Contains("gone.wav' is silent", Assert.Throws<ClientException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_clip_at_all_is_an_error_that_names_the_folder()
    {
        Assert.Contains(_folder.Path, Assert.Throws<ClientException>(() => Read()).Message, StringComparison.Ordinal);
        Assert.Throws<ClientException>(() => new ClipFolder(_folder.File("nowhere"), "en", "*").Read());
    }

    private IReadOnlyList<Clip> Read(string match = "*") => new ClipFolder(_folder.Path, "en", match).Read();

    private void Index(params string[] lines) => File.WriteAllLines(_folder.File(ClipFolder.IndexName), lines);

    private void Save(params string[] files)
    {
        foreach (var file in files)
        {
            WaveFile.Save(_folder.File(file), Tones.Between(0, 20, 0));
        }
    }
}
