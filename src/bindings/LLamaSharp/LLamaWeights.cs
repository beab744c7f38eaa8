using System.Text;
using LLama.Abstractions;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>A model's weights, shared by any number of contexts.</summary>
public sealed class LLamaWeights : IDisposable
{
    private LLamaWeights(SafeLlamaModelHandle model) => NativeHandle = model;

    public SafeLlamaModelHandle NativeHandle { get; }

    /// <summary>The context that the model was trained with, in tokens.</summary>
    public int ContextSize => NativeHandle.ContextSize;

    public ulong SizeInBytes => NativeHandle.SizeInBytes;

    public ulong ParameterCount => NativeHandle.ParameterCount;

    public int EmbeddingSize => NativeHandle.EmbeddingSize;

    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Exceptions.LoadWeightsFailedException">llama.cpp cannot read the file.</exception>
    public static LLamaWeights LoadFromFile(IModelParams @params)
    {
        using (File.OpenRead(@params.ModelPath))
        {
            Backends.Initialise();
        }

        var native = NativeMethods.llama_model_default_params();
        native.GpuLayers = @params.GpuLayerCount;
        native.MainGpu = @params.MainGpu;
        native.UseMemoryMap = @params.UseMemorymap ? (byte)1 : (byte)0;
        native.UseMemoryLock = @params.UseMemoryLock ? (byte)1 : (byte)0;
        native.VocabOnly = @params.VocabOnly ? (byte)1 : (byte)0;
        return new LLamaWeights(SafeLlamaModelHandle.Load(@params.ModelPath, native));
    }

    /// <exception cref="Exceptions.RuntimeError">llama.cpp could not make the context.</exception>
    public LLamaContext CreateContext(IContextParams @params, ILogger? logger = null) => new(this, @params, logger);

    public LLamaToken[] Tokenize(string text, bool add_bos, bool special, Encoding encoding) =>
        NativeHandle.Tokenize(text, add_bos, special, encoding);

    public void Dispose() => NativeHandle.Dispose();
}
