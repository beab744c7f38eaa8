namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// Counts the requests that wait for a sequence, those abandoned not included, so that no conversation takes the places of
/// the others. Thread-safe.
/// </summary>
internal sealed class WaitingRequests(int most)
{
    // A turn's response, a speculation and a prefill may wait together, and what a cancel has not reached yet.
    private const int MostOfConversation = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofConversation = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>The request counts until it waits no longer.</summary>
    /// <exception cref="EngineOverloadedException">Too many are waiting: of its conversation, or of all.</exception>
    public void Add(ResponseRequest request)
    {
        var conversation = request.ConversationId;
        lock (_lock)
        {
            var own = conversation is null ? 0 : _ofConversation.GetValueOrDefault(conversation);
            if (own >= MostOfConversation)
            {
                throw new EngineOverloadedException(
                    $"{own} requests of this conversation wait for the language model already. Wait for a response, or cancel it, first."
                );
            }

            if (_all >= most)
            {
                throw new EngineOverloadedException(
                    $"{most} requests wait for the language model already (MaxWaitingRequests): it is overloaded."
                );
            }

            _all++;
            if (conversation is not null)
            {
                _ofConversation[conversation] = own + 1;
            }
        }

        request.WaitsNoLonger = () => Remove(conversation);
    }

    private void Remove(string? conversation)
    {
        lock (_lock)
        {
            _all--;
            if (conversation is not null && --_ofConversation[conversation] == 0)
            {
                _ofConversation.Remove(conversation);
            }
        }
    }
}
