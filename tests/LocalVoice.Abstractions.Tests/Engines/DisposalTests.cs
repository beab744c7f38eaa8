using LocalVoice.Engines;

namespace LocalVoice.Abstractions.Tests.Engines;

public sealed class DisposalTests
{
    [Fact]
    public void Each_thing_is_freed_although_others_fail_and_the_first_failure_is_told()
    {
        var (first, second) = (new InvalidOperationException("first"), new InvalidOperationException("second"));
        var things = new[] { new Thing(null), new Thing(first), new Thing(second), new Thing(null) };

        var failure = Assert.Throws<InvalidOperationException>(() => Disposal.All([.. things, null]));

        Assert.Same(first, failure);
        Assert.All(things, thing => Assert.Equal(1, thing.Freed));
    }

    private sealed class Thing(Exception? failure) : IDisposable
    {
        public int Freed { get; private set; }

        public void Dispose()
        {
            Freed++;
            if (failure is not null)
            {
                throw failure;
            }
        }
    }
}
