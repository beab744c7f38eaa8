namespace LocalVoice.Bench.Fleet.Queueing;

/// <summary>
/// Lanes that work. Work takes the next free lane, the most urgent first, within one urgency as it came; what has begun is not
/// interrupted.
/// </summary>
/// <param name="lanes">At least 1.</param>
/// <param name="memory">Over which <see cref="Utilisation"/> is averaged; above zero.</param>
internal sealed class Station(Agenda agenda, int lanes, TimeSpan memory)
{
    private readonly Queue<(TimeSpan Cost, Action Done)>[] _waiting =
    [
        .. Enum.GetValues<Urgency>().Select(_ => new Queue<(TimeSpan, Action)>()),
    ];
    private int _working;
    private double _utilisation;
    private TimeSpan _asOf;

    /// <summary>Lane time used so far.</summary>
    public TimeSpan Busy { get; private set; }

    /// <summary>Whether any lane works.</summary>
    public bool IsBusy => _working > 0;

    /// <summary>Share of the lanes' time that was used lately, 0…1: an exponential mean.</summary>
    public double Utilisation
    {
        get
        {
            Account();
            return _utilisation;
        }
    }

    /// <param name="cost">Lane time; zero is done at once, when its turn comes.</param>
    /// <param name="done">Called when the work has ended.</param>
    public void Enter(Urgency urgency, TimeSpan cost, Action done)
    {
        _waiting[(int)urgency].Enqueue((cost, done));
        Serve();
    }

    private void Serve()
    {
        while (_working < lanes && _waiting.FirstOrDefault(queue => queue.Count > 0) is { } queue)
        {
            var (cost, done) = queue.Dequeue();
            Account();
            _working++;
            agenda.After(
                cost,
                () =>
                {
                    Account();
                    _working--;
                    // What follows from it comes before what is less urgent.
                    done();
                    Serve();
                }
            );
        }
    }

    private void Account()
    {
        var span = agenda.Now - _asOf;
        Busy += span * _working;
        _utilisation += (((double)_working / lanes) - _utilisation) * (1 - Math.Exp(-(span / memory)));
        _asOf = agenda.Now;
    }
}
