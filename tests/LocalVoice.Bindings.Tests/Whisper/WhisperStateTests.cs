using System.Collections.Concurrent;
using LocalVoice.Testing.Audio;
using Whisper.net.Logger;

namespace LocalVoice.Bindings.Tests.Whisper;

[Collection(WhisperCollection.Name)]
public sealed class WhisperStateTests(StarterWhisper whisper)
{
    [Fact]
    public async Task A_state_is_used_again()
    {
        await StarterWhisper.Decode(whisper.Factory, SpokenSamples.CapitalOfItaly);
        var kept = whisper.Factory.States.Idle;

        await StarterWhisper.Decode(whisper.Factory, SpokenSamples.BookATable);

        Assert.NotEqual(0, kept);
        Assert.Equal(kept, whisper.Factory.States.Idle);
    }

    [Fact]
    public async Task A_used_state_remembers_nothing_of_the_decode_before()
    {
        var alone = await StarterWhisper.Decode(whisper.Factory, SpokenSamples.KitchenLight);
        await StarterWhisper.Decode(whisper.Factory, SpokenSamples.BookATable);

        var after = await StarterWhisper.Decode(whisper.Factory, SpokenSamples.KitchenLight);

        Assert.Equal(alone.Select(segment => segment.Text), after.Select(segment => segment.Text));
        Assert.Equal(alone.Select(segment => segment.Probability), after.Select(segment => segment.Probability));
    }

    [Fact]
    public async Task A_state_that_keeps_context_is_not_used_again()
    {
        using var factory = StarterWhisper.Load();
        using var processor = factory.CreateBuilder().WithThreads(1).WithAudioContextSize(512).WithLanguage("es").Build();

        await StarterWhisper.Collect(processor.ProcessAsync(SpokenSamples.CapitalOfItaly.Samples));

        Assert.Equal(0, factory.States.Idle);
    }

    [Fact]
    public async Task Decodes_run_side_by_side_in_states_of_their_own()
    {
        using var factory = StarterWhisper.Load();
        var samples = Enumerable.Repeat(SpokenSamples.All, 3).SelectMany(all => all).ToArray();

        var texts = await Task.WhenAll(samples.Select(async sample => (await StarterWhisper.Decode(factory, sample))[0].Text.Trim()));

        Assert.Equal(samples.Select(sample => sample.Text), texts);
        Assert.InRange(factory.States.Idle, 1, samples.Length);
    }

    [Fact]
    public async Task A_cancelled_decode_throws_and_its_state_comes_back()
    {
        using var factory = StarterWhisper.Load();
        using var cancelled = new CancellationTokenSource();
        using var processor = StarterWhisper.Settings(factory, "es").WithAudioContextSize(1500).Build();
        var running = StarterWhisper.Collect(processor.ProcessAsync(SpokenSamples.BookATable.Samples, cancelled.Token));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(1, factory.States.Idle);
        Assert.Equal(SpokenSamples.BookATable.Text, (await StarterWhisper.Decode(factory, SpokenSamples.BookATable))[0].Text.Trim());
        Assert.Equal(1, factory.States.Idle);
    }

    [Fact]
    public async Task Cancellation_reaches_the_encoder()
    {
        using var factory = StarterWhisper.Load();
        using var cancelled = new CancellationTokenSource();
        var messages = new ConcurrentQueue<string>();

        // The first decode makes its state, and tells so, just before it encodes.
        using var log = LogProvider.AddLogger((_, message) =>
        {
            messages.Enqueue(message);
            if (message.Contains("compute buffer", StringComparison.Ordinal))
                cancelled.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => StarterWhisper.Decode(factory, SpokenSamples.BookATable, cancelled.Token));

        Assert.Contains(messages, message => message.Contains("failed to encode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decode_that_runs_while_its_factory_is_disposed_ends_well()
    {
        var factory = StarterWhisper.Load();
        var running = StarterWhisper.Decode(factory, SpokenSamples.CapitalOfItaly);
        factory.Dispose();

        try
        {
            Assert.Equal(SpokenSamples.CapitalOfItaly.Text, (await running)[0].Text.Trim());
        }
        catch (ObjectDisposedException)
        {
            // It had not begun.
        }

        Assert.Equal(0, factory.States.Idle);
        Assert.Throws<ObjectDisposedException>(() => factory.CreateBuilder());
    }
}
