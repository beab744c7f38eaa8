using System.Text.Json;

namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>The events that clients sent over sockets, wrong ones included. Thread-safe.</summary>
public sealed class EventJournal
{
    private readonly Watched _state = new();
    private readonly List<JsonElement> _events = [];

    /// <summary>In the order in which they came; of several sockets, mixed.</summary>
    public IReadOnlyList<JsonElement> Events => _state.Read(() => _events.ToArray());

    /// <summary>Waits until so many events of a type have come.</summary>
    /// <returns>The last of them.</returns>
    public async Task<JsonElement> WhenReceivedAsync(string type, int count = 1, CancellationToken cancellationToken = default)
    {
        await _state.WhenAsync(() => Of(type).Count() >= count, cancellationToken).ConfigureAwait(false);
        return _state.Read(() => Of(type).ElementAt(count - 1));
    }

    internal void Add(JsonElement item) => _state.Change(() => _events.Add(item));

    private IEnumerable<JsonElement> Of(string type) =>
        _events.Where(item =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type", out var value) && value.ValueEquals(type)
        );
}
