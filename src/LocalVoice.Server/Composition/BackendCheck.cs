using System.Runtime.CompilerServices;
using LocalVoice.Engines;
using LocalVoice.Models;
using LocalVoice.Remote;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition;

/// <summary>Whether a backend that some session may use can serve: what <c>localvoice doctor</c> tells.</summary>
/// <param name="Stage"><c>vad</c>, <c>stt</c>, <c>llm</c>, <c>tts</c> or <c>turn</c>.</param>
/// <param name="Name"><c>local</c>, or its name in the configuration.</param>
/// <param name="Address"><c>host:port</c>; null for this machine's own.</param>
/// <param name="RoundTrip">Of a request on an open connection; null for this machine's own.</param>
/// <param name="Failure">Why it cannot serve, and what to do; null: it can.</param>
public sealed record BackendCheck(string Stage, string Name, string Model, string? Address, TimeSpan? RoundTrip, string? Failure)
{
    /// <summary>Checks every backend in use: models are read and their hashes compared, services on other machines are reached.</summary>
    public static async IAsyncEnumerable<BackendCheck> AllAsync(
        IServiceProvider server,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var enabled = server.GetRequiredService<EnabledBackends>();
        var models = server.GetRequiredService<EngineFactory>();
        yield return OfModels("vad", () => [models.Silero().ModelPath]);
        foreach (var stage in EnabledBackends.Stages.Where(stage => enabled.Of(stage).Any(EnabledBackends.IsLocal)))
        {
            yield return OfModels(stage.ToLowerInvariant(), () => PathsOf(models, stage));
        }

        if (server.GetRequiredService<EnginesInUse>().HasTurnEndModel)
        {
            yield return OfModels("turn", () => [models.SmartTurn().ModelPath]);
        }

        foreach (var (backend, engine) in server.GetRequiredService<RemoteBackends>().All)
        {
            yield return await OfServiceAsync(backend, engine, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> PathsOf(EngineFactory models, string stage) =>
        stage switch
        {
            nameof(StageOptions.Stt) => [models.Whisper().ModelPath],
            nameof(StageOptions.Llm) => [models.Llama().ModelPath],
            _ => models.Piper().Voices.Select(voice => voice.ModelPath),
        };

    private static BackendCheck OfModels(string stage, Func<IEnumerable<string>> resolve)
    {
        try
        {
            var files = resolve().Distinct().ToList();
            var missing = files.Find(file => !File.Exists(file));
            var names = string.Join(", ", files.Select(Path.GetFileName));
            return new(stage, "local", names, null, null, missing is null ? null : $"There is no file {missing}.");
        }
        catch (ModelException failure)
        {
            return new(stage, "local", "", null, null, failure.Message);
        }
    }

    private static async Task<BackendCheck> OfServiceAsync(
        EnabledBackend backend,
        IRemoteEngine engine,
        CancellationToken cancellationToken
    )
    {
        var address = $"{engine.Address.Host}:{engine.Address.Port}";
        var stage = backend.Stage.ToLowerInvariant();
        try
        {
            var roundTrip = await engine.CheckAsync(cancellationToken).ConfigureAwait(false);
            return new(stage, backend.Name, engine.Info.Model, address, roundTrip, null);
        }
        catch (EngineException failure)
        {
            return new(stage, backend.Name, engine.Info.Model, address, null, failure.Message);
        }
    }
}
