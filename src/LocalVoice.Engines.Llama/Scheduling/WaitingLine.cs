namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Requests without a sequence yet, the most urgent first, then in order of arrival.</summary>
internal sealed class WaitingLine
{
    private readonly List<ReplyRequest> _requests = [];

    public void Add(ReplyRequest request)
    {
        var place = _requests.FindLastIndex(other => other.Priority <= request.Priority) + 1;
        _requests.Insert(place, request);
    }

    /// <summary>Removes the requests that <paramref name="admit"/> takes, in order.</summary>
    public void Admit(Predicate<ReplyRequest> admit) => _requests.RemoveAll(admit);
}
