using LocalVoice.Engines.Piper.Phonemes.Isolation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static LocalVoice.Engines.Piper.Tests.Phonemes.Isolation.ScriptedProcess;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

public sealed class IsolatedPhonemizerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<ScriptedProcess> _started = [];
    private IsolatedPhonemizer? _phonemizer;

    public void Dispose() => _phonemizer?.Dispose();

    [Fact]
    public void A_server_has_one_process_however_many_clauses_it_speaks()
    {
        var phonemizer = Open(_ => Act.Speak);
        Parallel.For(0, 50, clause => Assert.Equal($"Clauses:{clause}", phonemizer.Clauses($"{clause}", "es").Single().Ipa));
        Assert.Single(_started);
    }

    [Fact]
    public void A_text_that_ends_the_process_is_tried_once_more_broken_harder()
    {
        var phonemizer = Open(request => request.Kind == PhonemizerRequestKind.Clauses && request.Text == "killer" ? Act.End : Act.Speak);
        Assert.Equal("ClausesStrictly:killer", phonemizer.Clauses("killer", "es").Single().Ipa);
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public void A_text_that_ends_it_twice_fails_alone()
    {
        var phonemizer = Open(request => request.Text == "killer" ? Act.End : Act.Speak);
        for (var i = 0; i < 10; i++)
        {
            var failure = Assert.Throws<EngineException>(() => phonemizer.Clauses("killer", "es"));
            Assert.Contains("ended with exit code 134", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("killer", failure.Message, StringComparison.Ordinal);
            Assert.Equal("Clauses:hola", phonemizer.Clauses("hola", "es").Single().Ipa);
        }

        Assert.Equal(21, _started.Count);
    }

    [Fact]
    public async Task A_text_that_hangs_is_ended_by_the_time_limit_and_tried_once_more()
    {
        var phonemizer = Open(request => request.Kind == PhonemizerRequestKind.Clauses ? Act.Hang : Act.Speak);
        var clauses = Task.Run(() => phonemizer.Clauses("slow", "es"), TestContext.Current.CancellationToken);
        await _started[0].Hanging.Task;
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(clauses.IsCompleted);
        Assert.False(_started[0].IsKilled);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(_started[0].IsKilled);
        Assert.Equal("ClausesStrictly:slow", (await clauses).Single().Ipa);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_process_that_sends_something_else_than_a_reply_is_replaced(bool isReplyWithMore)
    {
        var sent = isReplyWithMore ? Act.Excess : Act.Garbage;
        var phonemizer = Open(request => request.Text == "odd" ? sent : Act.Speak);
        var failure = Assert.Throws<EngineException>(() => phonemizer.Clauses("odd", "es"));
        Assert.Contains("sent something else than a reply", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Clauses:hola", phonemizer.Clauses("hola", "es").Single().Ipa);
        Assert.Equal(3, _started.Count);
        Assert.All(_started[..2], process => Assert.True(process.IsKilled));
    }

    [Fact]
    public void A_process_that_keeps_ending_is_started_ever_more_rarely_until_one_works()
    {
        var broken = true;
        var phonemizer = Open(request => broken && request.Text.Length > 0 ? Act.End : Act.Speak);
        Assert.Throws<EngineException>(() => phonemizer.Clauses("hola", "es"));
        Assert.Throws<EngineException>(() => phonemizer.Clauses("hola", "es"));
        Assert.Equal(3, _started.Count);
        var failure = Assert.Throws<EngineException>(() => phonemizer.Clauses("hola", "es"));
        Assert.Contains("3 times in a row; it is started again in 0.1 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, _started.Count);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Throws<EngineException>(() => phonemizer.Clauses("hola", "es"));
        Assert.Equal(4, _started.Count);

        broken = false;
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal("Clauses:hola", phonemizer.Clauses("hola", "es").Single().Ipa);
        Assert.Equal(5, _started.Count);
    }

    [Fact]
    public void A_process_that_ends_at_its_start_fails_it_with_the_data_folder_and_the_remedy()
    {
        var failure = Assert.Throws<EngineException>(() => Open(_ => Act.End));
        Assert.Contains("espeak-ng-data", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install --reinstall espeak-ng-data", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 100)]
    [InlineData(4, 200)]
    [InlineData(10, 12_800)]
    [InlineData(1000, 12_800)]
    public void The_delay_doubles_up_to_a_limit(int endedInARow, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RestartDelay.After(endedInARow));

    private IsolatedPhonemizer Open(Func<PhonemizerRequest, Act> script) =>
        _phonemizer = new(
            () =>
            {
                var process = new ScriptedProcess(script);
                _started.Add(process);
                return process;
            },
            _time,
            NullLogger.Instance
        );
}
