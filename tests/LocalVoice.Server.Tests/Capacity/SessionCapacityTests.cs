using LocalVoice.Server.Capacity;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Capacity;

public sealed class SessionCapacityTests
{
    [Fact]
    public void While_it_is_unknown_what_a_turn_takes_few_are_taken()
    {
        var capacity = Of(0);
        capacity.Unknown();

        Assert.Equal(8, capacity.Sessions);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_five_seconds_for_a_measure()
    {
        var (capacity, time, measure) = (Of(0), new FakeTimeProvider(), new TaskCompletionSource());
        _ = capacity.During(measure.Task, time);

        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(capacity.Known.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<TimeoutException>(() => capacity.Known);
    }

    [Fact]
    public void Sessions_whose_turns_are_not_measured_are_not_limited() => Assert.Equal(int.MaxValue, Of(0).Sessions);

    [Fact]
    public void What_is_configured_counts_whatever_is_measured()
    {
        var capacity = Of(5);
        capacity.Measured(TimeSpan.FromSeconds(1), threads: 64);

        Assert.True(capacity.IsConfigured);
        Assert.Equal(5, capacity.Sessions);
    }

    [Theory]
    [InlineData(0.1, 1, 30)]
    [InlineData(0.1, 4, 120)]
    [InlineData(20, 1, 1)]
    public void A_turn_of_so_many_thread_seconds_leaves_room_for_so_many_callers(double seconds, int threads, int sessions)
    {
        var capacity = Of(0);
        capacity.Measured(TimeSpan.FromSeconds(seconds), threads);

        Assert.Equal(sessions, capacity.Sessions);
    }

    [Fact]
    public void Engines_that_take_nothing_of_this_machine_limit_nothing()
    {
        var capacity = Of(0);
        capacity.Measured(TimeSpan.Zero, threads: 1);

        Assert.Equal(int.MaxValue, capacity.Sessions);
    }

    private static SessionCapacity Of(int sessions)
    {
        var options = new LocalVoiceOptions();
        options.Admission.MaxSessions = sessions;
        return new(Options.Create(options));
    }
}
