using System.Buffers.Binary;
using System.Net.Http.Headers;

namespace LocalVoice.Simulation.Tests.OpenAI.Speech;

/// <summary>A WAV written by hand: 16 kHz, mono, 16 bits.</summary>
internal static class SpokenWave
{
    public static byte[] Bytes(double seconds)
    {
        var data = new byte[(int)(seconds * 16_000) * 2];
        var file = new byte[44 + data.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 36 + data.Length);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        ReadOnlySpan<byte> format = [16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3e, 0, 0, 0, 0x7d, 0, 0, 2, 0, 16, 0];
        format.CopyTo(file.AsSpan(16));
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data.Length);
        return file;
    }

    public static MultipartFormDataContent Form(byte[] file, string model, params (string Name, string Value)[] fields)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent { { content, "file", "audio.wav" }, { new StringContent(model), "model" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }
}
