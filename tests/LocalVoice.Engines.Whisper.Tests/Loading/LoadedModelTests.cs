using LocalVoice.Engines.Whisper.Loading;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Whisper.Tests.Loading;

public sealed class LoadedModelTests
{
    [Fact]
    public async Task A_model_that_is_freed_under_a_decode_waits_for_its_end()
    {
        var model = LoadedModel.Load(new() { ModelPath = StarterRecognizer.Model });
        var use = model.Use();
        await using var processor = use.Factory.CreateBuilder().WithThreads(1).WithLanguage("es").WithAudioContextSize(512).Build();
        var segments = processor.ProcessAsync(SpokenSamples.CapitalOfItaly.Samples, CancellationToken.None).GetAsyncEnumerator();
        var decode = segments.MoveNextAsync();

        model.Dispose();
        Assert.False(model.Freed.IsCompleted);
        Assert.True(await decode);
        Assert.False(await segments.MoveNextAsync());
        use.Dispose();
        use.Dispose();

        Assert.True(model.Freed.IsCompleted);
    }

    [Fact]
    public void A_model_without_a_decode_is_freed_at_once()
    {
        var model = LoadedModel.Load(new() { ModelPath = StarterRecognizer.Model });

        model.Dispose();
        model.Dispose();

        Assert.True(model.Freed.IsCompleted);
        Assert.Throws<ObjectDisposedException>(() => model.Use());
    }
}
