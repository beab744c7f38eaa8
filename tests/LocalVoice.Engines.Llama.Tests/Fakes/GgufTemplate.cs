using System.Buffers.Binary;
using System.Text;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>The starter model with another chat template.</summary>
internal static class GgufTemplate
{
    private const int Alignment = 32;

    /// <param name="template">Padded with spaces, so that the tensors stay aligned.</param>
    public static TemporaryFile File(string template)
    {
        var model = System.IO.File.ReadAllBytes(Repository.StarterModel("starter-chat.gguf"));
        var key = "tokenizer.chat_template"u8;
        var length = model.AsSpan().IndexOf(key) + key.Length + sizeof(uint);
        var start = length + sizeof(ulong);
        var old = (int)BinaryPrimitives.ReadUInt64LittleEndian(model.AsSpan(length));
        var text = Encoding.UTF8.GetBytes(template);
        var size = text.Length + ((old - text.Length) % Alignment + Alignment) % Alignment;
        var value = new byte[size];
        value.AsSpan().Fill((byte)' ');
        text.CopyTo(value, 0);

        var file = new TemporaryFile("gguf");
        using var stream = System.IO.File.Create(file.Path);
        stream.Write(model.AsSpan(0, length));
        Span<byte> sizeBytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(sizeBytes, (ulong)size);
        stream.Write(sizeBytes);
        stream.Write(value);
        stream.Write(model.AsSpan(start + old));
        return file;
    }
}
