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
    [InlineData("")]
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
