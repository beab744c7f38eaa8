using System.Globalization;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Piper.Tests.Joe;

/// <summary>Alone in its process while it runs: what other tests map and allocate would count.</summary>
[CollectionDefinition(nameof(JoeMemoryTests), DisableParallelization = true)]
[Collection(nameof(JoeMemoryTests))]
public sealed class JoeMemoryTests : IDisposable
{
    private readonly JoeVoice _joe = new();

    [Fact]
    public async Task Memory_stays_where_it_was_however_long_the_sentences_are() =>
        await AssertFlat(text => JoeVoice.Speak(_joe.Synthesizer, text));

    [Fact]
    public async Task Sentences_that_are_left_after_their_first_chunk_or_cancelled_in_it_leave_nothing() =>
        await AssertFlat(async text =>
        {
            await LeaveAfterFirstChunk(text);
            using var cancel = new CancellationTokenSource();
            var speaking = _joe.Synthesizer.SynthesizeAsync(new SynthesisRequest(text, "en"), cancel.Token).GetAsyncEnumerator();
            var first = speaking.MoveNextAsync().AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            await speaking.DisposeAsync();
        });

    public void Dispose() => _joe.Dispose();

    private async Task LeaveAfterFirstChunk(string text)
    {
        await foreach (var _ in _joe.Synthesizer.SynthesizeAsync(new SynthesisRequest(text, "en"), TestContext.Current.CancellationToken))
        {
            return;
        }
    }

    private static async Task AssertFlat(Func<string, Task> speak)
    {
        Assert.SkipUnless(File.Exists("/proc/self/statm"), "this system does not tell a process its memory");
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") == "1",
            "the program has one arena (NativeEnvironment): set MALLOC_ARENA_MAX=1, as scripts/test.sh does"
        );
        var words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".Split(' ');
        await SpeakAll(rounds: 1);
        var before = ResidentMegabytes();
        await SpeakAll(rounds: 2);

        // 32 sentences; one that kept its tensors would cost more than a megabyte.
        Assert.InRange(ResidentMegabytes() - before, -1_000, 12);

        async Task SpeakAll(int rounds)
        {
            foreach (var length in Enumerable.Range(0, rounds * words.Length).Select(i => 1 + (i * 5 % words.Length)))
            {
                await speak(string.Join(' ', words.Take(length)));
            }
        }
    }

    private static long ResidentMegabytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture)
            * Environment.SystemPageSize
            / (1 << 20);
    }
}
