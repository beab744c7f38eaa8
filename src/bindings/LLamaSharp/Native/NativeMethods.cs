using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>llama.cpp's C interface, as far as it is used. Names and order of parameters are llama.h's. <see cref="Backends.Initialise"/> comes first.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Llama = "libllama.b8390.so";
    internal const string Ggml = "libggml.b8390.so";
    internal const string GgmlBase = "libggml-base.so";

    [LibraryImport(Ggml, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ggml_backend_load_all_from_path(string directory);

    [LibraryImport(Ggml)]
    public static partial nuint ggml_backend_dev_count();

    [LibraryImport(Llama)]
    public static partial void llama_log_set(delegate* unmanaged<LLamaLogLevel, byte*, void*, void> callback, void* userData);

    [LibraryImport(Llama)]
    public static partial void llama_backend_init();

    [LibraryImport(Llama)]
    public static partial byte llama_supports_gpu_offload();

    [LibraryImport(Llama)]
    public static partial NativeModelParams llama_model_default_params();

    [LibraryImport(Llama)]
    public static partial NativeContextParams llama_context_default_params();

    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint llama_model_load_from_file(string path, NativeModelParams parameters);

    [LibraryImport(Llama)]
    public static partial void llama_model_free(nint model);

    [LibraryImport(Llama)]
    public static partial int llama_model_n_ctx_train(nint model);

    [LibraryImport(Llama)]
    public static partial int llama_model_n_embd(nint model);

    [LibraryImport(Llama)]
    public static partial ulong llama_model_size(nint model);

    [LibraryImport(Llama)]
    public static partial ulong llama_model_n_params(nint model);

    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* llama_model_chat_template(nint model, string? name);

    [LibraryImport(Llama)]
    public static partial nint llama_model_get_vocab(nint model);

    [LibraryImport(Llama)]
    public static partial int llama_vocab_n_tokens(nint vocab);

    [LibraryImport(Llama)]
    public static partial LLamaToken llama_vocab_bos(nint vocab);

    [LibraryImport(Llama)]
    public static partial LLamaToken llama_vocab_eos(nint vocab);

    [LibraryImport(Llama)]
    public static partial byte llama_vocab_get_add_bos(nint vocab);

    [LibraryImport(Llama)]
    public static partial byte llama_vocab_is_eog(nint vocab, LLamaToken token);

    [LibraryImport(Llama)]
    public static partial byte llama_vocab_is_control(nint vocab, LLamaToken token);

    [LibraryImport(Llama)]
    public static partial int llama_tokenize(nint vocab, byte* text, int textBytes, LLamaToken* tokens, int maxTokens, byte addSpecial, byte parseSpecial);

    [LibraryImport(Llama)]
    public static partial int llama_token_to_piece(nint vocab, LLamaToken token, byte* buffer, int length, int leadingSpaces, byte special);

    [LibraryImport(Llama)]
    public static partial int llama_chat_apply_template(byte* template, NativeChatMessage* messages, nuint count, byte addAssistant, byte* buffer, int length);

    [LibraryImport(Llama)]
    public static partial nint llama_init_from_model(nint model, NativeContextParams parameters);

    [LibraryImport(Llama)]
    public static partial void llama_free(nint context);

    [LibraryImport(Llama)]
    public static partial uint llama_n_ctx(nint context);

    [LibraryImport(Llama)]
    public static partial uint llama_n_batch(nint context);

    [LibraryImport(Llama)]
    public static partial uint llama_n_seq_max(nint context);

    [LibraryImport(Llama)]
    public static partial int llama_n_threads(nint context);

    [LibraryImport(Llama)]
    public static partial int llama_n_threads_batch(nint context);

    [LibraryImport(Llama)]
    public static partial void llama_set_n_threads(nint context, int threads, int batchThreads);

    [LibraryImport(Llama)]
    public static partial DecodeResult llama_decode(nint context, NativeBatch batch);

    [LibraryImport(Llama)]
    public static partial float* llama_get_logits_ith(nint context, int index);

    [LibraryImport(Llama)]
    public static partial nint llama_get_memory(nint context);

    [LibraryImport(Llama)]
    public static partial void llama_memory_clear(nint memory, byte data);

    [LibraryImport(Llama)]
    public static partial byte llama_memory_seq_rm(nint memory, LLamaSeqId sequence, LLamaPos from, LLamaPos to);

    [LibraryImport(Llama)]
    public static partial void llama_memory_seq_cp(nint memory, LLamaSeqId source, LLamaSeqId destination, LLamaPos from, LLamaPos to);

    [LibraryImport(Llama)]
    public static partial LLamaPos llama_memory_seq_pos_max(nint memory, LLamaSeqId sequence);

    [LibraryImport(Llama)]
    public static partial LLamaSamplerChainParams llama_sampler_chain_default_params();

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_chain_init(LLamaSamplerChainParams parameters);

    [LibraryImport(Llama)]
    public static partial void llama_sampler_chain_add(nint chain, nint sampler);

    [LibraryImport(Llama)]
    public static partial int llama_sampler_chain_n(nint chain);

    [LibraryImport(Llama)]
    public static partial LLamaToken llama_sampler_sample(nint chain, nint context, int index);

    [LibraryImport(Llama)]
    public static partial void llama_sampler_free(nint sampler);

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_init_greedy();

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_init_dist(uint seed);

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_init_top_k(int k);

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_init_top_p(float p, nuint minKeep);

    [LibraryImport(Llama)]
    public static partial nint llama_sampler_init_temp(float temperature);
}
