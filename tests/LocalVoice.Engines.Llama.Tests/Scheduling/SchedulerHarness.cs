using System.Threading.Channels;
using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Compute;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

/// <summary>A scheduler over the fake model, whose steps are recorded.</summary>
internal sealed class SchedulerHarness : IDisposable
{
    private readonly LlamaMetrics _metrics = new();
    private readonly List<StepReport> _steps = [];
    private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(100_000);

    public SchedulerHarness(FakeDecoder decoder, LlamaOptions options, IComputeBudget? budget = null)
    {
        Scheduler = new ResponseScheduler(decoder, options, budget ?? new FreeBudget(), _metrics, Time, NullLogger.Instance)
        {
            Stepped = report =>
            {
                lock (_steps)
                {
                    _steps.Add(report);
                }

                _taken.Writer.TryWrite(true);
            },
        };
    }

    public ResponseScheduler Scheduler { get; }

    /// <summary>A clock by which steps take no time, unless the decoder moves it.</summary>
    public FakeTimeProvider Time { get; } = new();

    public IReadOnlyList<StepReport> Steps
    {
        get
        {
            lock (_steps)
            {
                return [.. _steps];
            }
        }
    }

    /// <summary>Asks for <paramref name="answer"/> tokens after a prompt that counts up from <paramref name="first"/>.</summary>
    public ResponseRequest Ask(
        string? conversation,
        int first,
        int prompt,
        int response,
        ChatPriority priority = ChatPriority.DecidedTurn,
        int buffer = 1024,
        ThinkingLimit? thinking = null,
        ResponseHold? hold = null,
        AskedEnd? end = null
    )
    {
        var request = new ResponseRequest(
            conversation,
            priority,
            [.. Enumerable.Range(first, prompt).Select(id => (LLamaToken)id)],
            response,
            SamplingSettings.Greedy,
            buffer
        )
        {
            Thinking = thinking,
            Hold = hold,
            AskedEnd = end,
        };
        Scheduler.Submit(request);
        return request;
    }

    /// <summary>Completes when that many steps more were taken than at the last call.</summary>
    public async Task StepsTaken(int count)
    {
        for (; count > 0; count--)
        {
            await _taken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public static async Task<List<int>> Read(ResponseRequest request)
    {
        var tokens = new List<int>();
        await foreach (var token in request.Tokens.ReadAllAsync())
        {
            tokens.Add((int)token);
        }

        return tokens;
    }

    public void Dispose()
    {
        Scheduler.Dispose();
        _metrics.Dispose();
    }
}
