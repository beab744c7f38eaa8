using System.Runtime.InteropServices;
using System.Text;
using LLama.Exceptions;

namespace LLama.Native;

/// <summary>A loaded model. Its members may be called from any thread.</summary>
public sealed partial class SafeLlamaModelHandle : SafeLLamaHandleBase
{
    private Vocabulary? _vocabulary;

    /// <summary>The context that the model was trained with, in tokens.</summary>
    public int ContextSize => NativeMethods.llama_model_n_ctx_train(Pointer);

    public int EmbeddingSize => NativeMethods.llama_model_n_embd(Pointer);

    public ulong SizeInBytes => NativeMethods.llama_model_size(Pointer);

    public ulong ParameterCount => NativeMethods.llama_model_n_params(Pointer);

    public Vocabulary Vocab => _vocabulary ??= new Vocabulary(this);

    /// <summary>Writes the token's bytes, without regard to character borders.</summary>
    /// <returns>How many bytes the token has; when larger than <paramref name="dest"/>, nothing was written.</returns>
    public unsafe uint TokenToSpan(LLamaToken token, Span<byte> dest, int lstrip = 0, bool special = false)
    {
        fixed (byte* buffer = dest)
        {
            return (uint)Math.Abs(NativeMethods.llama_token_to_piece(Vocab.Pointer, token, buffer, dest.Length, lstrip, Native(special)));
        }
    }

    public unsafe LLamaToken[] Tokenize(string text, bool addBos, bool special, Encoding encoding)
    {
        var bytes = encoding.GetBytes(text);
        var tokens = new LLamaToken[bytes.Length + 2];
        fixed (byte* first = bytes)
        fixed (LLamaToken* output = tokens)
        {
            var count = NativeMethods.llama_tokenize(Vocab.Pointer, first, bytes.Length, output, tokens.Length, Native(addBos), Native(special));
            return count >= 0 ? tokens[..count] : throw new RuntimeError($"llama_tokenize: {bytes.Length} bytes gave {-count} tokens");
        }
    }

    /// <returns>Null only when not <paramref name="strict"/> and there is no template.</returns>
    /// <exception cref="TemplateNotFoundException">The model carries no such template.</exception>
    public unsafe string? GetTemplate(string? name = null, bool strict = true)
    {
        var template = Marshal.PtrToStringUTF8((nint)NativeMethods.llama_model_chat_template(Pointer, name));
        return template is null && strict ? throw new TemplateNotFoundException(name ?? "default template") : template;
    }

    /// <exception cref="LoadWeightsFailedException">llama.cpp cannot read the file.</exception>
    internal static SafeLlamaModelHandle Load(string path, NativeModelParams parameters)
    {
        var model = new SafeLlamaModelHandle();
        model.SetHandle(NativeMethods.llama_model_load_from_file(path, parameters));
        return model.IsInvalid ? throw new LoadWeightsFailedException(path) : model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_model_free(handle);
        return true;
    }

    private static byte Native(bool value) => value ? (byte)1 : (byte)0;
}
