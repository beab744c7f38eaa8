using LocalVoice.Chat;
using LocalVoice.Compute;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// The batch of one step: one token of every generating session first, then prompts, most urgent first, up to the
/// rest of the budget. Reused between steps.
/// </summary>
internal sealed class StepPlan(int batchTokens, int interleavedPrefillTokens, PrefillPace pace)
{
    private readonly List<BatchEntry> _batch = [];
    private readonly List<Share> _shares = [];

    public IReadOnlyList<BatchEntry> Batch => _batch;

    public IReadOnlyList<Share> Shares => _shares;

    public bool IsEmpty => _batch.Count == 0;

    /// <summary>The most urgent of what the step computes.</summary>
    public ComputeWork Work { get; private set; }

    /// <param name="responses">Most urgent first.</param>
    public void Fill(IReadOnlyList<ActiveResponse> responses)
    {
        _batch.Clear();
        _shares.Clear();
        Work = ComputeWork.Interim;
        foreach (var response in responses)
        {
            if (response.IsTalking && CanGoOn(response) && _batch.Count < batchTokens)
            {
                Take(response, 1);
            }
        }

        var talkers = _batch.Count;
        var room = talkers == 0 ? batchTokens : Math.Min(batchTokens - talkers, interleavedPrefillTokens);
        foreach (var response in responses)
        {
            if (!response.IsTalking && CanGoOn(response))
            {
                // Others' tokens wait for the step as well.
                var longest = pace.Tokens(urgent: talkers == 0 && IsAwaited(response.Request));
                var count = Math.Min(Math.Min(room, longest) - (_batch.Count - talkers), response.Remaining);
                if (count > 0)
                {
                    Take(response, count);
                }
            }
        }
    }

    private static bool CanGoOn(ActiveResponse response) =>
        !response.IsStalled && response.Request.Hold is not { IsEngaged: true } && response.Request.HasRoom();

    private void Take(ActiveResponse response, int count)
    {
        var start = response.Sequence.Held.Count;
        var samples = count == response.Remaining && !response.Request.OnlyPrefills;
        var (first, asked) = (_batch.Count, response.Request.AskedEnd);
        for (var i = 0; i < count; i++)
        {
            var wantsLogits = (samples && i == count - 1) || asked?.Wants(start + i) == true;
            _batch.Add(new BatchEntry(response.TokenAt(start + i), start + i, response.Sequence.Id, wantsLogits));
        }

        _shares.Add(new Share(response, first, count, samples));
        Work = (ComputeWork)Math.Min((int)Work, (int)WorkOf(response.Request));
    }

    /// <summary>Whether a user may be waiting for its first words: what it is a guess at is said already.</summary>
    private static bool IsAwaited(ResponseRequest request) => WorkOf(request) is ComputeWork.FirstWords or ComputeWork.DecidedResponse;

    /// <summary>How urgent the request's next step is.</summary>
    public static ComputeWork WorkOf(ResponseRequest request) =>
        request.Hold is { WasEngaged: false } ? ComputeWork.FirstWords
        : request.Priority == ChatPriority.DecidedTurn ? ComputeWork.DecidedResponse
        : request.Priority == ChatPriority.Speculation ? ComputeWork.Speculation
        : ComputeWork.Interim;
}

/// <summary>The contents of a step, for tests and traces.</summary>
internal sealed record StepReport(long Step, IReadOnlyList<StepReport.Part> Parts)
{
    /// <param name="Talking">Whether the tokens are generated ones rather than prompt tokens.</param>
    internal readonly record struct Part(string? ConversationId, int Tokens, bool Talking);
}

/// <summary>A response's part of a step.</summary>
/// <param name="First">Index in the batch of its first token.</param>
/// <param name="Samples">Whether its next token is sampled from its last one; not while the prompt is incomplete.</param>
internal readonly record struct Share(ActiveResponse Response, int First, int Tokens, bool Samples);
