using LocalVoice.Audio;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Core.Responses;

/// <summary>
/// What the client plays of the agent's items, and what the user heard of each. Every item can be trimmed, also those
/// before the newest. Used by the session's loop only.
/// </summary>
internal sealed class AgentPlayback(SessionContext session) : IDisposable
{
    /// <summary>How many items of the last seconds are looked through for the words of an echo.</summary>
    private const int RecentItems = 4;

    private readonly Dictionary<string, SpokenItem> _items = new(StringComparer.Ordinal);
    private readonly List<Response> _audible = [];
    private readonly List<SpokenItem> _played = [];
    private PlaybackClock? _newest;
    private int _ordinal;

    /// <summary>Whether the client is playing the agent's audio, by the playback clock.</summary>
    public bool IsTalking => Audible().Exists(response => response.Item.Clock.SentSamples > 0);

    /// <summary>Of the responses that are playing; null when none is.</summary>
    public TimeSpan? HeardSoFar =>
        Audible().FindAll(response => response.Item.Clock.SentSamples > 0) is { Count: > 0 } playing
            ? playing.Select(response => response.Item.Heard).Aggregate((sum, heard) => sum + heard)
            : null;

    /// <summary>The agent's words that may be heard now.</summary>
    public string SentTranscript => string.Join(' ', Audible().Select(response => response.Item.SentText));

    /// <returns>The level that the client played some time ago, dBFS.</returns>
    public double PlayedDbfs(TimeSpan ago)
    {
        var loudest = SoundLevel.SilenceDbfs;
        foreach (var response in _audible)
        {
            loudest = Math.Max(loudest, response.Item.PlayedDbfs(ago));
        }

        return loudest;
    }

    /// <summary>The words that the client has played, or is about to play.</summary>
    public string WordsAround(TimeSpan back, TimeSpan ahead) =>
        string.Join(' ', _audible.Select(response => response.Item).Union(_played).Select(item => item.WordsAround(back, ahead)));

    /// <summary>Time until the client has played everything; zero or less: it has.</summary>
    public TimeSpan UntilSilent =>
        _audible.Select(response => response.Item.Clock.UntilWithin(TimeSpan.Zero)).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>The item of a response to come.</summary>
    public SpokenItem NewItem(string itemId, SessionSettings settings) =>
        new(itemId, settings.Speak, settings.OutputFormat, session.Engines.Synthesizer.SampleRateHz, session.Time);

    /// <summary>Number of a spoken item of the session's.</summary>
    public int NextOrdinal() => ++_ordinal;

    /// <summary>Numbers a response whose item is in the conversation; what is sent of it is played after the others.</summary>
    public void Add(Response response)
    {
        foreach (var gone in _items.Keys.Where(id => session.History.Find(id) is null).ToList())
        {
            _items.Remove(gone);
        }

        Audible();
        if (response.Plan.Settings.Speak)
        {
            response.Item.Clock.Follow(_newest);
            _newest = response.Item.Clock;
        }

        _items[response.Item.ItemId] = response.Item;
        _audible.Add(response);
        response.Ordinal = NextOrdinal();
    }

    /// <summary>Cuts off everything that was sent and is not played; the conversation keeps what was heard.</summary>
    /// <returns>The responses cut off, oldest first.</returns>
    public IReadOnlyList<Response> Cut()
    {
        List<Response> cut = [.. Audible().Where(response => response.State is not ResponseState.Preparing)];
        cut.ForEach(CutOff);
        return cut;
    }

    /// <summary>As <see cref="Cut()"/>, for one response.</summary>
    public IReadOnlyList<Response> Cut(Response response)
    {
        if (!_audible.Contains(response))
        {
            return [];
        }

        CutOff(response);
        return [response];
    }

    /// <summary>The client stops where it is, and keeps what it has.</summary>
    public void Pause() => Audible().ForEach(response => response.Item.Clock.Pause());

    /// <summary>The client goes on where it stopped.</summary>
    public void GoOn() => Audible().ForEach(response => response.Item.Clock.GoOn());

    /// <summary>Trims an item to what the client says it played.</summary>
    /// <returns>False when it is no item of the agent's, or is shorter than <paramref name="end"/>.</returns>
    public bool TryTruncate(string itemId, TimeSpan end)
    {
        if (!_items.TryGetValue(itemId, out var item) || !item.TryTrim(end))
        {
            return false;
        }

        Remember(item, ConversationItemStatus.Incomplete);
        if (_audible.Find(response => response.Item == item) is { State: ResponseState.Draining } response)
        {
            Silence(response);
        }

        return true;
    }

    public void Report(int ordinal, long sample)
    {
        if (_audible.Find(response => response.Ordinal == ordinal) is { } response)
        {
            response.Item.Clock.Report(sample);
            if (sample > 0)
            {
                response.Plan.Recorder.Mark(TurnMark.FirstAudioPlayed);
            }
        }
    }

    /// <summary>Writes down what the item says, or what was heard of it.</summary>
    public void Remember(SpokenItem spoken, ConversationItemStatus status)
    {
        if (session.History.Find(spoken.ItemId) is MessageItem item)
        {
            session.History.Replace(
                item with
                {
                    Text = spoken.Text,
                    Status = spoken.IsTrimmed ? ConversationItemStatus.Incomplete : status,
                }
            );
        }
    }

    public void Dispose() => _audible.ForEach(response => response.Dispose());

    private void CutOff(Response response)
    {
        response.Item.TrimToPlayed();
        Remember(response.Item, ConversationItemStatus.Incomplete);
        Silence(response);
    }

    private void Silence(Response response)
    {
        _audible.Remove(response);
        response.Item.Clock.Cut();
        Retire(response.Item);
        if (response.State is ResponseState.Draining)
        {
            response.Take(ResponseStep.Stopped);
            response.Cancel(ResponseEndReason.TurnDetected);
            response.Dispose();
        }
    }

    /// <summary>Its echo may still be understood.</summary>
    private void Retire(SpokenItem item)
    {
        item.Levels.Forget();
        _played.Insert(0, item);
        if (_played.Count > RecentItems)
        {
            _played.RemoveAt(RecentItems);
        }
    }

    /// <summary>The responses that stream or are not played to their end. Asked for with every frame of the user's speech.</summary>
    private List<Response> Audible()
    {
        for (var i = _audible.Count - 1; i >= 0; i--)
        {
            if (_audible[i] is { State: ResponseState.Draining, Item.IsAudible: false } played)
            {
                played.Take(ResponseStep.Played);
                _audible.RemoveAt(i);
                Retire(played.Item);
                played.Dispose();
            }
        }

        return _audible;
    }
}
