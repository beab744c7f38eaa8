using LocalVoice.Core.Turns.Echo;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Turns.Echo;

public sealed class EchoLoopGuardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EchoLoopGuard _guard;

    public EchoLoopGuardTests() => _guard = new(new(), _time);

    [Fact]
    public void Three_turns_that_repeat_the_agent_put_it_on_its_guard_for_a_minute()
    {
        Repeat(3);
        Assert.True(_guard.IsOn);

        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.False(_guard.IsOn);

        Repeat(1);
        Assert.False(_guard.IsOn);
    }

    [Fact]
    public void Two_do_not()
    {
        Repeat(2);

        Assert.False(_guard.IsOn);
    }

    private void Repeat(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            _guard.Repeated();
        }
    }
}
