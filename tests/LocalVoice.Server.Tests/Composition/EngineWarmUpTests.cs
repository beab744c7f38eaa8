using LocalVoice.Core.Text;
using LocalVoice.Engines;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Composition;

public sealed class EngineWarmUpTests
{
    private readonly WatchedTime _time = new();
    private readonly StartFailure _failure = new();
    private readonly EngineReadiness _readiness = new();
    private readonly StoppableLifetime _lifetime = new();

    [Fact]
    public async Task A_model_that_is_never_loaded_stops_the_start_when_its_time_is_over()
    {
        using var never = new ManualResetEventSlim();
        using var warmUp = WarmUp(() =>
        {
            never.Wait();
            throw new EngineException("too late");
        });
        await warmUp.StartAsync(default);
        await _time.TimerCreated.WaitAsync(TestClient.EventTimeout());

        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.Null(_failure.Reason);
        _time.Advance(TimeSpan.FromSeconds(1));

        await _lifetime.Stopped.WaitAsync(TestClient.EventTimeout());
        Assert.StartsWith("vad cannot start: its model was not loaded within 00:01:30.", _failure.Reason, StringComparison.Ordinal);
        Assert.Contains("LocalVoice:Engines:LoadTimeout", _failure.Reason, StringComparison.Ordinal);
        Assert.StartsWith("failed", _readiness.States["vad"], StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public async Task Any_failure_of_an_engine_stops_the_start_with_its_reason_on_one_line()
    {
        using var warmUp = WarmUp(() => throw new ArithmeticException("The engine\nis lost."));

        await warmUp.StartAsync(default);

        await _lifetime.Stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Equal("vad cannot start: The engine is lost.", _failure.Reason);
    }

    [Fact]
    public async Task A_server_that_is_stopped_while_it_loads_has_not_failed()
    {
        using var never = new ManualResetEventSlim();
        using var warmUp = WarmUp(() =>
        {
            never.Wait();
            throw new EngineException("too late");
        });
        await warmUp.StartAsync(default);
        await _time.TimerCreated.WaitAsync(TestClient.EventTimeout());

        await warmUp.StopAsync(TestClient.EventTimeout());

        Assert.Null(_failure.Reason);
        never.Set();
    }

    [Fact]
    public async Task A_profile_in_a_language_that_the_recogniser_does_not_know_stops_the_start_and_is_named()
    {
        var recognizer = new FakeRecognizer { UnknownLanguages = { "xx-yy" } };
        var options = new LocalVoiceOptions
        {
            Profiles =
            {
                ["es"] = new() { Language = "es" },
                ["mine"] = new() { Language = "xx-yy" },
            },
        };
        using var warmUp = WarmUp(() => new FakeVoiceActivityDetectorFactory(), options, recognizer);

        await warmUp.StartAsync(default);

        await _lifetime.Stopped.WaitAsync(TestClient.EventTimeout());
        Assert.True(_failure.IsSetting);
        Assert.Equal(
            "LocalVoice:Profiles:mine:Language is 'xx-yy', which the recogniser 'local' does not know; give a language that it knows, "
                + "such as es, ca or en, or auto, or another recogniser (LocalVoice:Profiles:mine:Stages:Stt).",
            _failure.Reason
        );
        Assert.StartsWith("failed", _readiness.States["stt"], StringComparison.Ordinal);
        Assert.Equal(recognizer.Streams.Count, recognizer.StreamsClosed.Count);
    }

    [Fact]
    public async Task Engines_load_beside_each_other_once_the_detector_is_loaded()
    {
        using var bothLoad = new Barrier(2);
        using var warmUp = WarmUp(
            () => new FakeVoiceActivityDetectorFactory(),
            whileOthersLoad: () => bothLoad.SignalAndWait(TimeSpan.FromSeconds(30))
        );

        await warmUp.StartAsync(default);
        await warmUp.ExecuteTask!.WaitAsync(TestClient.EventTimeout());

        Assert.Equal(1, bothLoad.CurrentPhaseNumber);
        Assert.True(_readiness.IsReady);
    }

    [Fact]
    public async Task What_still_loads_is_waited_for_where_another_engine_failed()
    {
        using var loaded = new ManualResetEventSlim();
        using var warmUp = WarmUp(
            () => new FakeVoiceActivityDetectorFactory(),
            whileOthersLoad: () => throw new ArithmeticException("It is lost."),
            whileVoicesLoad: () => loaded.Wait(TimeSpan.FromSeconds(30))
        );

        await warmUp.StartAsync(default);
        await UntilAsync(() => _failure.Reason is not null && _time.TimerCreated.IsCompleted);
        Assert.False(warmUp.ExecuteTask!.IsCompleted);
        Assert.False(_lifetime.Stopped.IsCompleted);

        loaded.Set();
        await _lifetime.Stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_model_of_how_turns_end_is_warmed_up_where_there_is_one()
    {
        var model = new FakeTurnEndModel();
        using var warmUp = WarmUp(() => new FakeVoiceActivityDetectorFactory(), turnEnd: model);

        await warmUp.StartAsync(default);
        await warmUp.ExecuteTask!.WaitAsync(TestClient.EventTimeout());

        Assert.True(model.IsWarm);
        Assert.Equal("ready", _readiness.States["turn"]);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!condition())
        {
            await looks.WaitForNextTickAsync(TestClient.EventTimeout());
        }
    }

    private EngineWarmUp WarmUp(
        Func<IVoiceActivityDetectorFactory> load,
        LocalVoiceOptions? options = null,
        IStreamingRecognizer? recognizer = null,
        Action? whileOthersLoad = null,
        Action? whileVoicesLoad = null,
        ITurnEndModel? turnEnd = null
    )
    {
        var services = new ServiceCollection().AddSingleton(_ => load());
        services.AddSingleton(_ => Loaded(recognizer ?? new FakeRecognizer(), whileOthersLoad));
        services.AddSingleton<IChatClient>(new FakeChatClient());
        services.AddSingleton(_ => Loaded<ISpeechSynthesizer>(new FakeSynthesizer(), whileVoicesLoad ?? whileOthersLoad));
        if (turnEnd is not null)
        {
            services.AddSingleton(turnEnd);
        }

        var provider = services.BuildServiceProvider();
        var enabled = new EnabledBackends(Options.Create(options ?? new LocalVoiceOptions()), Options.Create(new BackendsOptions()));
        return new EngineWarmUp(
            provider,
            new EnginesInUse(provider, enabled, null!),
            new SpokenTextPreparations(new Dictionary<string, LocalVoice.Core.Text.Pronunciation.PronunciationLexicon>()),
            Options.Create(options ?? new LocalVoiceOptions()),
            Options.Create(new EngineOptions { LoadTimeout = TimeSpan.FromSeconds(90) }),
            _readiness,
            _failure,
            _lifetime,
            _time,
            NullLogger<EngineWarmUp>.Instance
        );
    }

    private static T Loaded<T>(T engine, Action? meanwhile)
    {
        meanwhile?.Invoke();
        return engine;
    }

    /// <summary>A lifetime whose server has started.</summary>
    private sealed class StoppableLifetime : IHostApplicationLifetime
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public Task Stopped => _stopped.Task;

        public void StopApplication() => _stopped.SetResult();
    }
}
