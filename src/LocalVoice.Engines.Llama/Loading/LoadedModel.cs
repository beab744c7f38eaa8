using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>The weights and the one context of all sessions.</summary>
internal sealed class LoadedModel : IDisposable
{
    private static readonly Lock Loading = new();

    private LoadedModel(LLamaWeights weights, LLamaContext context) => (Weights, Context) = (weights, context);

    public LLamaWeights Weights { get; }

    public LLamaContext Context { get; }

    /// <summary>Maximum tokens of a prompt with its response: the smaller of the trained context and the cache.</summary>
    public int ConversationTokens => Math.Min(Weights.ContextSize, (int)Context.ContextSize);

    /// <exception cref="EngineException">The file is not a model, or this machine cannot run it as configured.</exception>
    public static LoadedModel Load(LlamaOptions options, ILogger logger)
    {
        GgufFile.Check(options.ModelPath);

        // llama.cpp has one log for all models.
        using var alone = Loading.EnterScope();
        LLamaWeights? weights = null;
        try
        {
            NativeLibrary.Use(options.LibraryPath);
            NativeLog.Attach(logger);
            RequireGpu(options);
            var parameters = Parameters(options);
            using var memory = new MemoryReport(logger);
            weights = LLamaWeights.LoadFromFile(parameters);
            parameters.ContextSize = (uint)CacheSize.Tokens(options, weights.Metadata, weights.ContextSize);
            var context = weights.CreateContext(parameters);
            memory.Log();
            return new LoadedModel(weights, context);
        }
        catch (Exception error)
            when (error is RuntimeError or TypeInitializationException or DllNotFoundException or BadImageFormatException)
        {
            weights?.Dispose();
            var cause = NativeLog.LastError is { Length: > 0 } line ? line : (error.InnerException ?? error).Message;
            throw new EngineException(
                $"llama.cpp cannot load {options.ModelPath}: {cause} If the file is not whole, download it again; `localvoice "
                    + $"models verify` checks it.",
                error
            );
        }
    }

    /// <summary>Keeps the vocabulary's memory valid until disposed, also when the model is disposed first.</summary>
    public IDisposable Use() => new VocabularyUse(Weights.NativeHandle);

    public void Dispose() => Disposal.All(Context, Weights);

    private static void RequireGpu(LlamaOptions options)
    {
        if (options.GpuLayerCount > 0 && !NativeApi.llama_supports_gpu_offload())
        {
            throw new EngineException(
                $"GpuLayerCount is {options.GpuLayerCount}, but {EnginePackage.Of(typeof(LoadedModel))} has found no GPU it "
                    + $"can use: set it to 0, or build with EngineDevice=cuda or vulkan on a machine that has the driver."
            );
        }
    }

    private static ModelParams Parameters(LlamaOptions options) =>
        new(options.ModelPath)
        {
            BatchSize = (uint)options.BatchTokens,
            UBatchSize = (uint)options.BatchTokens,
            SeqMax = (uint)options.MaxSessions,
            Threads = options.Threads,
            BatchThreads = options.Threads,
            GpuLayerCount = options.GpuLayerCount,
            MainGpu = options.MainGpu,
            KVUnified = true,
        };
}
