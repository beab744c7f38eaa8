using System.Text;

namespace LLama.Native;

public sealed partial class SafeLlamaModelHandle
{
    /// <summary>A model's tokens.</summary>
    public sealed class Vocabulary
    {
        private readonly SafeLlamaModelHandle _model;
        private readonly nint _vocabulary;

        internal Vocabulary(SafeLlamaModelHandle model)
        {
            _model = model;
            _vocabulary = NativeMethods.llama_model_get_vocab(model.Pointer);
            Count = NativeMethods.llama_vocab_n_tokens(_vocabulary);
        }

        public int Count { get; }

        public LLamaToken? BOS => Known(NativeMethods.llama_vocab_bos(Pointer));

        public LLamaToken? EOS => Known(NativeMethods.llama_vocab_eos(Pointer));

        /// <summary>Whether this model's prompts begin with <see cref="BOS"/>.</summary>
        public bool ShouldAddBOS => NativeMethods.llama_vocab_get_add_bos(Pointer) != 0;

        /// <summary>The vocabulary lives as long as its model.</summary>
        internal nint Pointer
        {
            get
            {
                ObjectDisposedException.ThrowIf(_model.IsClosed, _model);
                return _vocabulary;
            }
        }

        /// <summary>The token's text, or null for no token.</summary>
        public string? LLamaTokenToString(LLamaToken? token, bool isSpecialToken)
        {
            if (token is not { } known)
            {
                return null;
            }

            Span<byte> bytes = stackalloc byte[256];
            var length = (int)_model.TokenToSpan(known, bytes, 0, isSpecialToken);
            if (length > bytes.Length)
            {
                bytes = new byte[length];
                length = (int)_model.TokenToSpan(known, bytes, 0, isSpecialToken);
            }

            return Encoding.UTF8.GetString(bytes[..length]);
        }

        internal bool IsEndOfGeneration(LLamaToken token) => NativeMethods.llama_vocab_is_eog(Pointer, token) != 0;

        internal bool IsControl(LLamaToken token) => NativeMethods.llama_vocab_is_control(Pointer, token) != 0;

        private static LLamaToken? Known(LLamaToken token) => token == LLamaToken.InvalidToken ? null : token;
    }
}
