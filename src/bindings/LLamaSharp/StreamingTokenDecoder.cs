using System.Text;
using LLama.Native;

namespace LLama;

/// <summary>Turns a stream of tokens into text; a character that spans tokens comes when it is complete. One thread at a time.</summary>
public sealed class StreamingTokenDecoder
{
    private readonly SafeLlamaModelHandle _model;
    private readonly Decoder _decoder;
    private readonly StringBuilder _text = new();

    public StreamingTokenDecoder(Encoding encoding, LLamaWeights weights)
    {
        _decoder = encoding.GetDecoder();
        _model = weights.NativeHandle;
    }

    /// <summary>How much text waits to be read.</summary>
    public int AvailableCharacters => _text.Length;

    /// <summary>Whether control tokens are written out; else they give nothing.</summary>
    public bool DecodeSpecialTokens { get; set; }

    public void Add(LLamaToken token)
    {
        Span<byte> bytes = stackalloc byte[256];
        var length = (int)_model.TokenToSpan(token, bytes, 0, DecodeSpecialTokens);
        if (length > bytes.Length)
        {
            bytes = new byte[length];
            length = (int)_model.TokenToSpan(token, bytes, 0, DecodeSpecialTokens);
        }

        Span<char> characters = stackalloc char[length + 2];
        _text.Append(characters[.._decoder.GetChars(bytes[..length], characters, flush: false)]);
    }

    /// <summary>The text so far, which is then forgotten.</summary>
    public string Read()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    /// <summary>Forgets the text and any half character.</summary>
    public void Reset()
    {
        _text.Clear();
        _decoder.Reset();
    }
}
