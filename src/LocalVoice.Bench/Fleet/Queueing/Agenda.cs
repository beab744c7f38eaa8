namespace LocalVoice.Bench.Fleet.Queueing;

/// <summary>A simulation's clock: it jumps from one event to the next. Those of the same time happen in the order of their entry.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private long _order;

    public TimeSpan Now { get; private set; }

    /// <param name="time">What is past happens now.</param>
    public void At(TimeSpan time, Action happen) => _events.Enqueue(happen, (time < Now ? Now : time, _order++));

    public void After(TimeSpan span, Action happen) => At(Now + span, happen);

    /// <summary>Until nothing is left to happen.</summary>
    public void Run()
    {
        while (_events.TryDequeue(out var happen, out var due))
        {
            Now = due.At;
            happen();
        }
    }
}
