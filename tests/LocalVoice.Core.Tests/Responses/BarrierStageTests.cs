using System.Threading.Channels;
using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Tests.Responses;

public sealed class BarrierStageTests
{
    private readonly Channel<int> _input = Channel.CreateBounded<int>(8);
    private readonly Channel<int> _output = Channel.CreateBounded<int>(8);

    [Fact]
    public async Task Nothing_passes_before_everything_is_there()
    {
        var stage = BarrierStage.RunAsync(_input.Reader, _output.Writer, default);
        await _input.Writer.WriteAsync(1);
        await _input.Writer.WriteAsync(2);
        Assert.Equal(0, _output.Reader.Count);

        _input.Writer.Complete();
        await stage;

        Assert.Equal([1, 2], await _output.Reader.ReadAllAsync().ToListAsync());
    }

    [Fact]
    public async Task A_failure_before_it_is_a_failure_behind_it()
    {
        _input.Writer.Complete(new InvalidOperationException("x"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => BarrierStage.RunAsync(_input.Reader, _output.Writer, default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _output.Reader.ReadAllAsync().ToListAsync());
    }
}
