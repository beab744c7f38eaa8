namespace LocalVoice.Server.Transport;

/// <summary>
/// So many connections at once. Where all places are taken, the connection that has had nothing to do for longest gives way to the
/// next: silent ones keep nobody out. Thread-safe.
/// </summary>
/// <param name="most">At least 1.</param>
internal sealed class ConnectionPlaces(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _idle = new();
    private int _taken;

    /// <param name="giveWay">Ends the connection; called at most once, by whoever comes next.</param>
    /// <returns>A place with nothing to do, to be disposed with its connection; null where all others are busy.</returns>
    public Place? TryEnter(Action giveWay)
    {
        Place? longest = null;
        var place = new Place(this, giveWay);
        lock (_lock)
        {
            if (_taken >= most)
            {
                longest = _idle.First?.Value;
                if (longest is null)
                {
                    return null;
                }

                Remove(longest);
            }

            _taken++;
            _idle.AddLast(place.Node);
        }

        longest?.GiveWay();
        return place;
    }

    /// <summary>Within the lock, of one that has not left.</summary>
    private void Remove(Place place)
    {
        place.HasLeft = true;
        _taken--;
        place.Node.List?.Remove(place.Node);
    }

    /// <summary>One connection's place.</summary>
    internal sealed class Place : IDisposable
    {
        private readonly ConnectionPlaces _places;

        public Place(ConnectionPlaces places, Action giveWay)
        {
            (_places, GiveWay) = (places, giveWay);
            Node = new(this);
        }

        public LinkedListNode<Place> Node { get; }

        public Action GiveWay { get; }

        public bool HasLeft { get; set; }

        /// <summary>Whether the connection has nothing to do, from now on.</summary>
        public void SetIdle(bool idle)
        {
            lock (_places._lock)
            {
                Node.List?.Remove(Node);
                if (idle && !HasLeft)
                {
                    _places._idle.AddLast(Node);
                }
            }
        }

        public void Dispose()
        {
            lock (_places._lock)
            {
                if (!HasLeft)
                {
                    _places.Remove(this);
                }
            }
        }
    }
}
