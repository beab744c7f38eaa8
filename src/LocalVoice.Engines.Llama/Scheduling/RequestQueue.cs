namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Requests without a sequence yet, the most urgent first, then in order of arrival.</summary>
internal sealed class RequestQueue
{
    private readonly List<ResponseRequest> _requests = [];

    public void Add(ResponseRequest request)
    {
        var place = _requests.FindLastIndex(other => other.Priority <= request.Priority) + 1;
        _requests.Insert(place, request);
    }

    /// <summary>Removes the requests that <paramref name="admit"/> takes, in order.</summary>
    public void Admit(Predicate<ResponseRequest> admit) => _requests.RemoveAll(admit);
}
