using LocalVoice.Engines.Whisper.Loading;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Whisper.Tests.Loading;

public sealed class GgmlFileTests
{
    [Fact]
    public void The_starter_model_is_whole() => GgmlFile.Check(StarterRecognizer.Model);

    [Fact]
    public void A_quantised_model_that_people_use_is_whole()
    {
        var path = Repository.Shared("real-models/ggml-base-q8_0.bin");
        Assert.SkipWhen(path is null, "real-models/ggml-base-q8_0.bin is not in the shared folder.");

        GgmlFile.Check(path);
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999999)]
    public void A_model_that_breaks_off_is_named_with_what_to_do(double kept)
    {
        var whole = File.ReadAllBytes(StarterRecognizer.Model);

        var message = Refusal(whole[..(int)(whole.Length * kept)]);

        Assert.Contains("is broken or not whole", message, StringComparison.Ordinal);
        Assert.Contains("download it again", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Not found</html>")]
    public void A_file_of_another_kind_is_named_with_what_to_do(string content)
    {
        var message = Refusal(System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Contains("is no ggml model", message, StringComparison.Ordinal);
        Assert.Contains("localvoice models pull", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_were_changed_on_the_way_are_noticed()
    {
        var changed = File.ReadAllBytes(StarterRecognizer.Model);
        changed.AsSpan(48, 64).Fill(0xff);

        Assert.Contains("is broken or not whole", Refusal(changed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "vocabulary 0")]
    [InlineData(0, int.MaxValue, "vocabulary 2147483647")]
    [InlineData(0, 50_000, "50257 words")]
    [InlineData(1, 1_501, "audio context 1501")]
    [InlineData(2, -192, "audio state -192")]
    [InlineData(2, 4_000, "audio state 4000")]
    [InlineData(3, 0, "audio heads 0")]
    [InlineData(3, 7, "audio state 192 with 7 heads")]
    [InlineData(4, 1_000_000, "audio layers 1000000")]
    [InlineData(4, 5, "tensors")]
    [InlineData(5, 4_096, "weights")]
    [InlineData(7, 65, "text heads 65")]
    [InlineData(8, 0, "text layers 0")]
    [InlineData(9, 81, "81 mel bands")]
    [InlineData(9, 128, "mel filters of 80 × 201")]
    [InlineData(10, -1, "file type -1")]
    [InlineData(12, 202, "mel filters of 80 × 202")]
    public void A_header_that_no_such_model_has_is_refused_by_its_value(int field, int value, string named)
    {
        var changed = File.ReadAllBytes(StarterRecognizer.Model);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(sizeof(int) * (field + 1)), value);

        Assert.Contains(named, Refusal(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_after_the_magic_are_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var content = File.ReadAllBytes(StarterRecognizer.Model)[..10_000];
            random.NextBytes(content.AsSpan(sizeof(uint)));

            Assert.Contains("is broken or not whole", Refusal(content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pipe_or_a_directory_is_refused_without_waiting_for_it()
    {
        using var pipe = NamedPipe.TryCreate();
        Assert.SkipWhen(pipe is null, "this system has no named pipes");

        var message = Assert.Throws<EngineException>(() => GgmlFile.Check(pipe.Path)).Message;

        Assert.Contains($"{pipe.Path} cannot be read: It is empty, or no regular file.", message, StringComparison.Ordinal);
        Assert.Contains(
            "It is a directory.",
            Assert.Throws<EngineException>(() => GgmlFile.Check(Path.GetTempPath())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_link_to_a_model_is_followed()
    {
        using var link = new TemporaryFile("bin");
        File.CreateSymbolicLink(link.Path, StarterRecognizer.Model);

        GgmlFile.Check(link.Path);
    }

    private static string Refusal(byte[] content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            var message = Assert.Throws<EngineException>(() => GgmlFile.Check(path)).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            return message;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
