using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;

namespace LocalVoice.Bindings.Tests.Llama;

public sealed class LoadingTests
{
    [Fact]
    public void A_file_that_is_no_model_is_refused_and_the_reason_goes_to_the_log_callback()
    {
        var file = Path.GetTempFileName();
        var log = new List<string>();
        NativeLogConfig.llama_log_set((_, message) =>
        {
            lock (log)
            {
                log.Add(message);
            }
        });
        try
        {
            File.WriteAllText(file, "This is no GGUF file, however long it may be.");

            var error = Assert.Throws<LoadWeightsFailedException>(() => LLamaWeights.LoadFromFile(new ModelParams(file)));

            Assert.Equal(file, error.ModelPath);
            Assert.Contains(log, line => line.Contains("magic", StringComparison.Ordinal));
        }
        finally
        {
            NativeLogConfig.llama_log_set(null);
            File.Delete(file);
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Throws<FileNotFoundException>(() => LLamaWeights.LoadFromFile(new ModelParams(Path.Combine(Path.GetTempPath(), "no-such-model.gguf"))));
}
