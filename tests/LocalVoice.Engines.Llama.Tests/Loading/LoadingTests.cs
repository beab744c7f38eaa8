using LocalVoice.Engines.Llama.Tests.Fakes;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Tests.Loading;

public sealed class LoadingTests
{
    [Fact]
    public void Wrong_options_are_told_before_anything_is_loaded()
    {
        var error = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.MaxSessions = 0));

        Assert.Contains("MaxSessions is '0'; it must be 1…256.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_model_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-model.gguf");

        Assert.Contains(
            path,
            Assert.Throws<EngineException>(() => StarterChat.Client(options => options.ModelPath = path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_by_name() =>
        WithFile(
            "<html>Not found</html>"u8.ToArray(),
            (path, error) =>
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.Contains("no GGUF file", error.Message, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void A_model_that_broke_off_while_it_was_copied_is_refused_by_name()
    {
        var whole = File.ReadAllBytes(StarterChat.Options().ModelPath);

        WithFile(whole[..(whole.Length / 2)], (path, error) => Assert.Contains(path, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_model_takes_of_the_memory_is_told()
    {
        var log = new RecordedLog<LlamaChatClient>(LogLevel.Information);

        new LlamaChatClient(StarterChat.Options(), new FreeBudget(), TimeProvider.System, log).Dispose();

        Assert.Matches(
            @"^Information: The language model's memory: weights [\d.]+ MiB, cache [1-9][\d.]* MiB, up to [1-9]",
            Assert.Single(log.Lines)
        );
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_an_error_not_a_slow_surprise()
    {
        var error = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.GpuLayerCount = 99).Dispose());

        Assert.Contains("GpuLayerCount is 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_name_the_package_and_its_version() =>
        Assert.Matches(@"^LLamaSharp \d+\.\d+\.\d+$", EnginePackage.Of(typeof(LlamaChatClient)));

    private static void WithFile(byte[] content, Action<string, EngineException> check)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            check(path, Assert.Throws<EngineException>(() => StarterChat.Client(options => options.ModelPath = path)));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
