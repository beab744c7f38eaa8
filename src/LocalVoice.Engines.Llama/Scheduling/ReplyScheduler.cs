using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Compute;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// Continuous batching: one thread owns the cache; every step decodes one batch for all sessions, so that a session
/// waits for a step, never for another session's answer. Public members are thread-safe.
/// </summary>
internal sealed class ReplyScheduler : IDisposable
{
    private readonly ISequenceDecoder _decoder;
    private readonly LlamaOptions _options;
    private readonly LlamaMetrics _metrics;
    private readonly ILogger _logger;
    private readonly SequencePool _pool;
    private readonly StepPlan _plan;
    private readonly StepLease _lease;
    private readonly Intake _intake = new();
    private readonly WaitingLine _waiting = new();
    private readonly ActiveReplies _active = new();
    private readonly List<ReplyRequest> _arrived = [];
    private readonly List<string> _released = [];
    private readonly Thread _thread;
    private int _unstarted;
    private long _step;

    public ReplyScheduler(ISequenceDecoder decoder, LlamaOptions options, IComputeBudget budget, LlamaMetrics metrics, ILogger logger)
    {
        _decoder = decoder;
        _options = options;
        _metrics = metrics;
        _logger = logger;
        _pool = new SequencePool(decoder, options.MaxSessions, metrics);
        _plan = new StepPlan(decoder.BatchTokens, options.InterleavedPrefillTokens);
        _lease = new StepLease(budget, options.Threads);
        _thread = new Thread(Run) { IsBackground = true, Name = "llama" };
        _thread.Start();
    }

    /// <summary>Called by the scheduler's thread after each step.</summary>
    public Action<StepReport>? Stepped { get; set; }

    /// <exception cref="EngineException">Too many requests wait already.</exception>
    public void Submit(ReplyRequest request)
    {
        if (Interlocked.Increment(ref _unstarted) > _options.MaxWaitingRequests)
        {
            Interlocked.Decrement(ref _unstarted);
            throw new EngineException(
                $"{_options.MaxWaitingRequests} requests wait for the language model already (MaxWaitingRequests): it is overloaded.");
        }

        _ = request.Started.ContinueWith(
            _ => Interlocked.Decrement(ref _unstarted), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (!_intake.TryAdd(request))
        {
            request.Fail(new OperationCanceledException("The language model is shutting down."));
        }

        _lease.Arrived(request.Priority == ChatPriority.DecidedTurn ? ComputeWork.DecidedReply : ComputeWork.Speculation);
    }

    /// <summary>The conversation is over.</summary>
    public void Release(string conversationId) => _intake.Release(conversationId);

    /// <summary>A request was abandoned, or a paused one's reader has read.</summary>
    public void Wake() => _intake.Wake();

    public void Dispose()
    {
        _intake.Close();
        _lease.Close();
        _thread.Join();
        _intake.Dispose();
    }

    private void Run()
    {
        while (!_intake.IsClosed)
        {
            try
            {
                TakeNews();
                _plan.Fill(_active.All);
                if (_plan.IsEmpty)
                {
                    if (!_active.Resume())
                    {
                        _intake.WaitForNews();
                    }
                }
                else if (_lease.Take(_plan.HasDecidedTurn ? ComputeWork.DecidedReply : ComputeWork.Speculation) is { } lease)
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

        TakeNews();
        FailAll(new OperationCanceledException("The language model is shutting down."));
    }

    private void TakeNews()
    {
        _intake.Drain(_arrived, _released);
        _released.ForEach(_pool.Release);
        _arrived.ForEach(_waiting.Add);
        _released.Clear();
        _arrived.Clear();
        foreach (var reply in _active.All.Where(reply => reply.Request.IsAbandoned).ToList())
        {
            End(reply, new OperationCanceledException());
        }

        _waiting.Admit(Admit);
    }

    /// <returns>Whether the request is done with waiting.</returns>
    private bool Admit(ReplyRequest request)
    {
        if (request.IsAbandoned)
        {
            request.Fail(new OperationCanceledException());
            return true;
        }

        var own = _pool.OfConversation(request.ConversationId);
        if (own?.Reply is { Request.OnlyPrefills: true } prefill)
        {
            // Whatever was prefilled so far is in the cache, and the newer request goes on from there.
            _active.Remove(prefill);
            prefill.Request.Complete(ReplyEnd.Stop);
        }

        var sequence = own is { IsIdle: true } ? own : own is not null && request.OnlyPrefills ? null : _pool.LeastMissed();
        if (sequence is null)
        {
            return false;
        }

        Begin(request, sequence);
        return true;
    }

    private void Begin(ReplyRequest request, Sequence sequence)
    {
        _pool.Bind(sequence, request.ConversationId);
        sequence.LastUsed = _step;
        if (request.OnlyPrefills && sequence.CommonPrefix(request.Prompt) == request.Prompt.Length)
        {
            request.Complete(ReplyEnd.Stop);
            return;
        }

        // The prediction after the prompt's last token is not kept: that token is always decoded.
        var cached = _pool.Prepare(sequence, request.Prompt, request.Prompt.Length - 1);
        _metrics.CachedTokens.Add(cached);
        _active.Add(request, sequence, request.OnlyPrefills ? null : _decoder.CreateSampler(request.Sampling));
        request.Start(cached);
    }

    private void Step(int threads)
    {
        switch (_decoder.Decode(_plan.Batch, threads))
        {
            case DecodeOutcome.Done:
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

    private void Account()
    {
        _step++;
        _metrics.Steps.Add(1);
        var report = Stepped is null ? null : new StepReport(_step, [.. _plan.Shares.Select(share =>
            new StepReport.Part(share.Reply.Request.ConversationId, share.Tokens, share.Reply.IsTalking))]);
        foreach (var (reply, tokens, logits) in _plan.Shares)
        {
            _metrics.PrefilledTokens.Add(reply.IsTalking ? 0 : tokens);
            reply.Advance(tokens);
            reply.Sequence.LastUsed = _step;
            if (logits >= 0)
            {
                Continue(reply, reply.Sampler!.Sample(logits));
            }
            else if (reply.Remaining == 0)
            {
                End(reply, ReplyEnd.Stop);
            }
        }

        if (report is not null)
        {
            Stepped?.Invoke(report);
        }
    }

    private void Continue(ActiveReply reply, LLamaToken token)
    {
        if (_decoder.EndsGeneration(token))
        {
            End(reply, ReplyEnd.Stop);
            return;
        }

        _metrics.GeneratedTokens.Add(1);
        reply.Append(token);
        reply.Request.Deliver(token);
        if (reply.Generated == reply.Request.MaxTokens)
        {
            End(reply, ReplyEnd.Length);
        }
    }

    private void MakeRoom()
    {
        if (_pool.EvictOne())
        {
            return;
        }

        if (_active.StallLast() is { } stalled)
        {
            _metrics.Preemptions.Add(1);
            _pool.Forget(stalled.Sequence);
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
            _pool.Forget(share.Reply.Sequence);
            End(share.Reply, error);
        }
    }

    private void FailAll(Exception error)
    {
        foreach (var reply in _active.All.ToList())
        {
            _pool.Forget(reply.Sequence);
            End(reply, error);
        }

        _waiting.Admit(request =>
        {
            request.Fail(error);
            return true;
        });
    }

    private void End(ActiveReply reply, ReplyEnd end)
    {
        _active.Remove(reply);
        reply.Request.Complete(end);
    }

    private void End(ActiveReply reply, Exception error)
    {
        _active.Remove(reply);
        reply.Request.Fail(error);
    }
}
