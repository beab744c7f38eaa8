using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Compute;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// Continuous batching: one thread owns the cache and decodes one batch per step for all sessions, so a session waits
/// for a step, never for another session's whole response. Public members are thread-safe.
/// </summary>
internal sealed class ResponseScheduler : IDisposable
{
    private readonly ISequenceDecoder _decoder;
    private readonly LlamaMetrics _metrics;
    private readonly ILogger _logger;
    private readonly SequencePool _pool;
    private readonly StepPlan _plan;
    private readonly StepLease _lease;
    private readonly PrefillPace _pace = new();
    private readonly TimeProvider _time;
    private readonly Inbox _inbox = new();
    private readonly RequestQueue _queue = new();
    private readonly ActiveResponses _active = new();
    private readonly List<ResponseRequest> _arrived = [];
    private readonly List<string> _released = [];
    private readonly Thread _thread;
    private readonly WaitingRequests _waiting;
    private long _step;

    public ResponseScheduler(
        ISequenceDecoder decoder,
        LlamaOptions options,
        IComputeBudget budget,
        LlamaMetrics metrics,
        TimeProvider time,
        ILogger logger
    )
    {
        _time = time;
        _decoder = decoder;
        _metrics = metrics;
        _logger = logger;
        _pool = new SequencePool(decoder, options.MaxSessions, metrics);
        _plan = new StepPlan(decoder.BatchTokens, options.InterleavedPrefillTokens, _pace);
        _lease = new StepLease(budget, options.Threads);
        _waiting = new WaitingRequests(options.MaxWaitingRequests);
        _thread = new Thread(Run) { IsBackground = true, Name = "llama" };
        _thread.Start();
    }

    /// <summary>Called on the scheduler's thread after each step.</summary>
    public Action<StepReport>? Stepped { get; set; }

    /// <exception cref="EngineOverloadedException">Too many requests are waiting.</exception>
    public void Submit(ResponseRequest request)
    {
        _waiting.Add(request);
        if (!_inbox.TryAdd(request))
        {
            request.Fail(new OperationCanceledException("The language model is shutting down."));
        }

        _lease.Arrived(StepPlan.WorkOf(request));
    }

    /// <summary>The conversation has ended.</summary>
    public void Release(string conversationId) => _inbox.Release(conversationId);

    /// <summary>Wakes the scheduler: a request was abandoned, or a paused response was read.</summary>
    public void Wake() => _inbox.Wake();

    public void Dispose()
    {
        _inbox.Close();
        try
        {
            _lease.Close();
        }
        finally
        {
            // The model outlives its thread.
            _thread.Join();
            _inbox.Dispose();
        }
    }

    private void Run()
    {
        while (!_inbox.IsClosed)
        {
            try
            {
                TakeRequests();
                _plan.Fill(_active.All);
                if (_plan.IsEmpty)
                {
                    if (!_active.Resume())
                    {
                        _inbox.Wait();
                    }
                }
                else if (_lease.Take(_plan.Work) is { } lease)
                {
                    using (lease)
                    {
                        Step(lease.Threads);
                    }
                }
            }
            catch (Exception error)
            {
                SchedulerLog.StepFailed(_logger, error);
                FailAll(new EngineException($"The language model failed: {error.Message}", error));
            }
        }

        Try(TakeRequests);
        FailAll(new OperationCanceledException("The language model is shutting down."));
    }

    private void TakeRequests()
    {
        _inbox.Drain(_arrived, _released);
        _released.ForEach(_pool.Release);
        _arrived.ForEach(_queue.Add);
        _released.Clear();
        _arrived.Clear();
        foreach (var response in _active.All.Where(response => response.Request.IsAbandoned).ToList())
        {
            End(response, new OperationCanceledException());
        }

        _queue.Admit(Admit);
    }

    /// <returns>Whether the request leaves the queue.</returns>
    private bool Admit(ResponseRequest request)
    {
        if (request.IsAbandoned)
        {
            request.Fail(new OperationCanceledException());
            return true;
        }

        var own = _pool.OfConversation(request.ConversationId);
        if (own?.Response is { Request.OnlyPrefills: true } prefill)
        {
            // The prefilled tokens stay cached; the newer request continues from them.
            End(prefill, ResponseEnd.Stop);
        }

        var sequence =
            own is { IsIdle: true } ? _pool.ForPrompt(own, request.Prompt)
            : own is not null && request.OnlyPrefills ? null
            : _pool.LeastRecentlyUsed();
        if (sequence is null)
        {
            return false;
        }

        try
        {
            Begin(request, sequence);
        }
        catch (Exception error)
        {
            SchedulerLog.RequestFailed(_logger, error);
            Try(() => _pool.Evict(sequence));
            request.Fail(new EngineException("The language model could not begin a response.", error));
        }

        return true;
    }

    private void Begin(ResponseRequest request, Sequence sequence)
    {
        _pool.Bind(sequence, request.ConversationId);
        sequence.LastUsed = _step;
        if (request.OnlyPrefills && sequence.CommonPrefix(request.Prompt) == request.Prompt.Length)
        {
            request.Complete(ResponseEnd.Stop);
            return;
        }

        // Logits are not cached, so the prompt's last token is always decoded again.
        var cached = _pool.Prepare(sequence, request.Prompt, request.FirstLogits);
        _metrics.CachedTokens.Add(cached);
        _active.Add(request, sequence, request.OnlyPrefills ? null : _decoder.CreateSampler(request.Sampling));
        request.Start(cached);
    }

    private void Step(int threads)
    {
        var begun = _time.GetTimestamp();
        switch (_decoder.Decode(_plan.Batch, threads))
        {
            case DecodeOutcome.Done:
                _pace.Note(_plan.Batch.Count, _time.GetElapsedTime(begun));
                JudgeEnds();
                Account();
                break;
            case DecodeOutcome.NoRoom:
                MakeRoom();
                break;
            default:
                FailBatch();
                break;
        }
    }

    /// <summary>Tells who asked how likely a message ends; before all else, as a turn may wait for it.</summary>
    private void JudgeEnds()
    {
        foreach (var share in _plan.Shares)
        {
            if (share.Response.Request is not { IsAbandoned: false, AskedEnd: { } asked })
            {
                continue;
            }

            var start = share.Response.Sequence.Held.Count;
            for (var i = 0; i < share.Tokens; i++)
            {
                if (asked.Wants(start + i))
                {
                    var (position, index) = (start + i, share.First + i);
                    Try(() => asked.Read(position, _decoder, index));
                }
            }
        }
    }

    private void Account()
    {
        _step++;
        _metrics.Steps.Add(1);
        var report = Stepped is null
            ? null
            : new StepReport(
                _step,
                [
                    .. _plan.Shares.Select(share => new StepReport.Part(
                        share.Response.Request.ConversationId,
                        share.Tokens,
                        share.Response.IsTalking
                    )),
                ]
            );
        foreach (var (response, first, tokens, samples) in _plan.Shares)
        {
            _metrics.PrefilledTokens.Add(response.IsTalking ? 0 : tokens);
            response.Advance(tokens);
            response.Sequence.LastUsed = _step;
            if (samples)
            {
                Continue(response, response.Sampler!.Sample(first + tokens - 1));
            }
            else if (response.Remaining == 0)
            {
                End(response, ResponseEnd.Stop);
            }
        }

        if (report is not null)
        {
            Stepped?.Invoke(report);
        }
    }

    private void Continue(ActiveResponse response, LLamaToken sampled)
    {
        var ends = _decoder.EndsGeneration(sampled);
        var token = response.Request.Thinking?.Next(sampled, ends) ?? sampled;
        if (ends && token == sampled)
        {
            End(response, ResponseEnd.Stop);
            return;
        }

        _metrics.GeneratedTokens.Add(1);
        response.Append(token);
        response.Request.Deliver(token);
        if (response.Generated == response.Request.MaxTokens)
        {
            End(response, ResponseEnd.Length);
        }
    }

    private void MakeRoom()
    {
        if (_pool.EvictOne())
        {
            return;
        }

        if (_active.PreemptLast() is { } preempted)
        {
            _metrics.Preemptions.Add(1);
            _pool.Evict(preempted.Sequence);
            return;
        }

        FailBatch();
    }

    private void FailBatch()
    {
        var error = new EngineException($"The language model could not decode a batch of {_plan.Batch.Count} tokens.");
        SchedulerLog.StepFailed(_logger, error);
        foreach (var share in _plan.Shares)
        {
            Try(() => _pool.Evict(share.Response.Sequence));
            End(share.Response, error);
        }
    }

    private void FailAll(Exception error)
    {
        foreach (var response in _active.All.ToList())
        {
            Try(() => _pool.Evict(response.Sequence));
            End(response, error);
        }

        _queue.Admit(request =>
        {
            request.Fail(error);
            return true;
        });
    }

    private void End(ActiveResponse response, ResponseEnd end)
    {
        Try(() => _active.Remove(response));
        response.Request.Complete(end);
    }

    private void End(ActiveResponse response, Exception error)
    {
        Try(() => _active.Remove(response));
        response.Request.Fail(error);
    }

    /// <summary>What fails while one response is told of or cleared away must not reach the others, nor end the thread.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            SchedulerLog.ClearingFailed(_logger, error);
        }
    }
}

internal static partial class SchedulerLog
{
    [LoggerMessage(LogLevel.Error, "A step of the language model failed")]
    public static partial void StepFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "The language model could not begin a response")]
    public static partial void RequestFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "The language model could not clear a response away, or tell its requester something")]
    public static partial void ClearingFailed(ILogger logger, Exception error);
}

/// <summary>Requests without a sequence, most urgent first, then by arrival.</summary>
internal sealed class RequestQueue
{
    private readonly List<ResponseRequest> _requests = [];

    public void Add(ResponseRequest request)
    {
        var place = _requests.FindLastIndex(other => other.Priority <= request.Priority) + 1;
        _requests.Insert(place, request);
    }

    /// <summary>Removes the requests that <paramref name="admit"/> accepts, in order.</summary>
    public void Admit(Predicate<ResponseRequest> admit) => _requests.RemoveAll(admit);
}
