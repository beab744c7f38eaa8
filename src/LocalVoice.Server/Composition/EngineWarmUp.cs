using System.Collections.Concurrent;
using LocalVoice.Core.Text;
using LocalVoice.Engines;
using LocalVoice.Server.Calibration;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;
using LocalVoice.Speech;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>
/// Loads and warms up every engine while the server already answers <c>/healthz</c>. An engine that fails, or takes
/// longer than <see cref="EngineOptions.LoadTimeout"/>, stops the server: without all engines no session can work. So does a
/// profile whose language the recogniser does not know.
/// </summary>
internal sealed partial class EngineWarmUp(
    IServiceProvider services,
    EnginesInUse used,
    SpokenTextPreparations preparations,
    IOptions<LocalVoiceOptions> options,
    IOptions<EngineOptions> engines,
    EngineReadiness readiness,
    StartFailure failed,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EngineWarmUp> logger
) : BackgroundService
{
    private const string TextPreparation = "text preparation";

    // Of others, once one has failed: the longest that a small machine takes for a set of its size, chosen, not measured.
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Task, string> _loading = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var engine in used.All())
        {
            readiness.Expect(engine.Name);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken).ConfigureAwait(false);
        try
        {
            await WarmUpAsync(stoppingToken).ConfigureAwait(false);
            ServerReady();
            if (services.GetService<CapacityMeasure>() is { } measure)
            {
                await measure.RunAsync(stoppingToken).ConfigureAwait(false);
            }

            if (services.GetService<MessageEndMeasure>() is { } calibration)
            {
                await calibration.RunAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The operator stops the server while it loads.
        }
        catch (ColdStageException failure)
        {
            await FailAsync(failure.Stage, failure.InnerException!).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await FailAsync("capacity", failure).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// All at once but the first, whose library's environment must be complete before others read it: loading keeps one thread
    /// busy, or the disk.
    /// </summary>
    private async Task WarmUpAsync(CancellationToken stoppingToken)
    {
        var engines = used.All().ToArray();
        await OfStageAsync(engines[0].Name, WarmUpAsync(engines[0], stoppingToken)).ConfigureAwait(false);
        var rest = engines
            .Skip(1)
            .Select(engine => OfStageAsync(engine.Name, WarmUpAsync(engine, stoppingToken)))
            .Append(OfStageAsync(TextPreparation, Task.Run(PrepareTexts, stoppingToken)))
            .ToArray();

        // Of several that fail, the first in the pipeline is told, whichever was the fastest.
        foreach (var stage in rest)
        {
            await stage.ConfigureAwait(false);
        }
    }

    private void PrepareTexts()
    {
        foreach (var profile in options.Value.Profiles.Values)
        {
            preparations.For(profile.Language).WarmUp();
        }
    }

    private static async Task OfStageAsync(string stage, Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new ColdStageException(stage, failure);
        }
    }

    /// <summary>Waits until the server listens, so that a failure stops it in an orderly way.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult).ConfigureAwait(false);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }

    /// <summary>Native code cannot be interrupted while it loads: it gets a thread that can be left behind.</summary>
    private async Task WarmUpAsync(EngineInUse used, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var limit = engines.Value.LoadTimeout;
        var loading = Task
            .Factory.StartNew(
                () => LoadAsync(used, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();
        _loading.TryAdd(loading, used.Name);
        try
        {
            if (await loading.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false) is { } info)
            {
                var taken = time.GetElapsedTime(begun);
                EngineReady(used.Name, info.Name, info.Model, info.Device, info.Package, taken);
            }
        }
        catch (TimeoutException) when (time.GetElapsedTime(begun) >= limit)
        {
            _loading.TryRemove(loading, out _);
            throw new EngineException(
                $"its model was not loaded within {limit:c}. Check it with `localvoice models verify --load`, or raise "
                    + $"{EngineOptions.Section}:{nameof(EngineOptions.LoadTimeout)}."
            );
        }

        readiness.MarkReady(used.Name);
    }

    private async Task<EngineInfo?> LoadAsync(EngineInUse used, CancellationToken cancellationToken)
    {
        if (used.Resolve() is not IEngine engine)
        {
            return null;
        }

        await engine.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        if (engine is IStreamingRecognizer recognizer)
        {
            await ProfileLanguages.RequireAsync(recognizer, options.Value, used.Backend).ConfigureAwait(false);
        }

        return engine.Info;
    }

    /// <summary>Whoever runs the server tells the reason, once; the log has the details for who asks for them.</summary>
    private async Task FailAsync(string stage, Exception failure)
    {
        readiness.MarkFailed(stage, "it cannot start; the server says why where it was started");
        EngineFailed(failure, stage);
        if (failure is OptionsValidationException setting)
        {
            failed.ReportSetting(setting.Message);
        }
        else
        {
            failed.Report($"{stage} cannot start: {failure.Message.ReplaceLineEndings(" ")}");
        }

        // What the host disposes of as it stops, native code that still loads would read.
        await Task.WhenAll(_loading.Keys).WaitAsync(LoadPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage}: {Engine} with {Model} on {Device} ({Package}), ready in {Duration:g}")]
    private partial void EngineReady(string stage, string engine, string model, string device, string package, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Information, Message = "All engines are warm: ready to talk")]
    private partial void ServerReady();

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Stage} cannot start")]
    private partial void EngineFailed(Exception failure, string stage);
}

/// <summary>A stage cannot start.</summary>
internal sealed class ColdStageException(string stage, Exception failure) : Exception(failure.Message, failure)
{
    public string Stage => stage;
}
