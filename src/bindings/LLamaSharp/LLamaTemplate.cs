using System.Text;
using LLama.Exceptions;
using LLama.Native;

namespace LLama;

/// <summary>Writes a conversation as the model was trained to read it. Knows llama.cpp's fixed list of templates, no Jinja.</summary>
public sealed class LLamaTemplate
{
    public static readonly Encoding Encoding = Encoding.UTF8;

    private readonly byte[] _template;
    private readonly List<(byte[] Role, byte[] Content)> _messages = [];

    /// <exception cref="TemplateNotFoundException">The model carries no template.</exception>
    public LLamaTemplate(LLamaWeights weights, bool strict = true)
        : this(weights.NativeHandle.GetTemplate(strict: strict) ?? "chatml")
    {
    }

    public LLamaTemplate(string customTemplate) => _template = Terminated(customTemplate);

    public int Count => _messages.Count;

    /// <summary>Whether the text ends where the assistant's answer begins.</summary>
    public bool AddAssistant { get; set; }

    public LLamaTemplate Add(string role, string content)
    {
        _messages.Add((Terminated(role), Terminated(content)));
        return this;
    }

    public void Clear() => _messages.Clear();

    /// <returns>UTF-8.</returns>
    /// <exception cref="MissingTemplateException">llama.cpp does not know the template.</exception>
    public ReadOnlySpan<byte> Apply()
    {
        Backends.Initialise();
        using var messages = new PinnedMessages(_messages);
        var text = new byte[(_messages.Sum(message => message.Role.Length + message.Content.Length) * 2) + 256];
        var length = Apply(messages, text);
        if (length > text.Length)
        {
            text = new byte[length];
            length = Apply(messages, text);
        }

        return length >= 0 ? text.AsSpan(0, length) : throw new MissingTemplateException(Encoding.GetString(_template.AsSpan(..^1)));
    }

    private unsafe int Apply(PinnedMessages messages, byte[] text)
    {
        fixed (byte* template = _template)
        fixed (NativeChatMessage* first = messages.Native)
        fixed (byte* output = text)
        {
            return NativeMethods.llama_chat_apply_template(
                template, first, (nuint)messages.Native.Length, AddAssistant ? (byte)1 : (byte)0, output, text.Length);
        }
    }

    private static byte[] Terminated(string text)
    {
        var bytes = new byte[Encoding.GetByteCount(text) + 1];
        Encoding.GetBytes(text, bytes);
        return bytes;
    }
}
