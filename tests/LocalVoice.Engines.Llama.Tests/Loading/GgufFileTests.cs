using System.Buffers.Binary;
using LocalVoice.Engines.Llama.Loading;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Llama.Tests.Loading;

public sealed class GgufFileTests
{
    private const string Tensor = "token_embd.weight";

    private readonly byte[] _model = File.ReadAllBytes(Repository.StarterModel("starter-chat.gguf"));

    [Fact]
    public void The_starter_model_is_whole() => GgufFile.Check(Repository.StarterModel("starter-chat.gguf"));

    [Fact]
    public void A_quantised_model_that_people_use_is_whole()
    {
        var path = Repository.Shared("real-models/SmolLM2-135M-Instruct-Q4_0.gguf");
        Assert.SkipWhen(path is null, "real-models/SmolLM2-135M-Instruct-Q4_0.gguf is not in the shared folder.");

        GgufFile.Check(path);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(2_000)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    [InlineData(-1)]
    public void A_model_that_breaks_off_is_refused_with_what_to_do(int kept)
    {
        var message = Refusal(kept < 0 ? _model[..^-kept] : _model[..kept]);

        Assert.Contains("is broken or not whole", message, StringComparison.Ordinal);
        Assert.Contains("download it again", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 1, "version 1")]
    [InlineData(4, 400, "version 400")]
    [InlineData(8, 0, "0 tensors")]
    [InlineData(8, int.MaxValue, "2147483647 tensors")]
    [InlineData(16, 0, "0 settings")]
    [InlineData(16, int.MaxValue, "2147483647 settings")]
    [InlineData(24, int.MaxValue, "a name of 2147483647 bytes")]
    public void A_count_that_no_such_model_has_is_refused_by_its_value(int at, int value, string named)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_model.AsSpan(at), value);

        Assert.Contains(named, Refusal(_model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 9, "of 9 dimensions")]
    [InlineData(4, 0, "with a dimension of 0")]
    [InlineData(20, 200, "tensor type 200 is unknown")]
    [InlineData(24, 1, "no multiple of 32")]
    [InlineData(24, 1 << 30, "it is not whole")]
    public void A_tensor_that_does_not_fit_its_file_is_refused_by_its_name(int at, int value, string named)
    {
        var tensor = _model.AsSpan().IndexOf("token_embd.weight"u8) + Tensor.Length;
        BinaryPrimitives.WriteInt32LittleEndian(_model.AsSpan(tensor + at), value);

        Assert.Contains(named, Refusal(_model), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_after_the_magic_are_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var content = _model[..10_000];
            random.NextBytes(content.AsSpan(i % 2 == 0 ? 4 : 24));

            Assert.Contains("is broken or not whole", Refusal(content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_it()
    {
        using var pipe = NamedPipe.TryCreate();
        Assert.SkipWhen(pipe is null, "this system has no named pipes");

        var message = Assert.Throws<EngineException>(() => GgufFile.Check(pipe.Path)).Message;

        Assert.Contains($"{pipe.Path} cannot be read: It is empty, or no regular file.", message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] content)
    {
        using var file = new TemporaryFile("gguf");
        File.WriteAllBytes(file.Path, content);
        var message = Assert.Throws<EngineException>(() => GgufFile.Check(file.Path)).Message;
        Assert.Contains(file.Path, message, StringComparison.Ordinal);
        return message;
    }
}
