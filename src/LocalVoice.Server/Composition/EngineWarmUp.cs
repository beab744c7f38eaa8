using LocalVoice.Core.Text;
using LocalVoice.Engines;
using LocalVoice.Models;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>
/// Loads and warms up every engine while the server already answers <c>/healthz</c>. An engine that fails stops the
/// server: without all engines no session can work.
/// </summary>
internal sealed partial class EngineWarmUp(
    IServiceProvider services,
    SpokenTextPreparations preparations,
    IOptions<LocalVoiceOptions> options,
    EngineReadiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EngineWarmUp> logger
) : BackgroundService
{
    private static readonly (string Stage, Func<IServiceProvider, object> Resolve)[] Stages =
    [
        ("vad", services => services.GetRequiredService<IVoiceActivityDetectorFactory>()),
        ("stt", services => services.GetRequiredService<IStreamingRecognizer>()),
        ("llm", services => services.GetRequiredService<IChatClient>()),
        ("tts", services => services.GetRequiredService<ISpeechSynthesizer>()),
    ];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (stage, _) in Stages)
        {
            readiness.Expect(stage);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken).ConfigureAwait(false);
        foreach (var (stage, resolve) in Stages)
        {
            try
            {
                await WarmUpAsync(stage, resolve, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is EngineException or ModelException)
            {
                readiness.MarkFailed(stage, "it cannot start; the server's log says why");
                EngineFailed(stage, failure.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }

        foreach (var profile in options.Value.Profiles.Values)
        {
            preparations.For(profile.Language).WarmUp();
        }

        ServerReady();
    }

    /// <summary>Waits until the server listens, so that a failure stops it in an orderly way.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult).ConfigureAwait(false);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }

    private async Task WarmUpAsync(string stage, Func<IServiceProvider, object> resolve, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        if (resolve(services) is IEngine engine)
        {
            await engine.WarmUpAsync(cancellationToken).ConfigureAwait(false);
            var (_, name, model, device, package) = engine.Info;
            var taken = time.GetElapsedTime(begun);
            EngineReady(stage, name, model, device, package, taken);
        }

        readiness.MarkReady(stage);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage}: {Engine} with {Model} on {Device} ({Package}), ready in {Duration:g}")]
    private partial void EngineReady(string stage, string engine, string model, string device, string package, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Information, Message = "All engines are warm: ready to talk")]
    private partial void ServerReady();

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Stage} cannot start: {Reason}")]
    private partial void EngineFailed(string stage, string reason);
}
