using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using LocalVoice.Client.Audio;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>The user's audio as the protocol has it. What is no WAV file goes as it is.</summary>
[Experimental("MEAI001")]
internal static class AudioContent
{
    public const string Pcm = "audio/pcm";

    /// <summary>Of PCM on this subprotocol.</summary>
    private const int RateHz = 24_000;

    private static readonly string[] WavTypes = ["audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave"];

    /// <param name="content">Bytes in the session's format, or a WAV file of any rate, which becomes 24 kHz PCM.</param>
    /// <param name="input">Of the session's input audio; null while it is not known: PCM.</param>
    /// <exception cref="ArgumentException">No audio, or a WAV file for a session whose audio is not PCM.</exception>
    /// <exception cref="ClientException">The WAV file cannot be read.</exception>
    public static string ToBase64(DataContent content, RealtimeAudioFormat? input)
    {
        if (!content.HasTopLevelMediaType("audio"))
        {
            throw new ArgumentException($"'{content.MediaType}' is no audio. Give audio/pcm or audio/wav.", nameof(content));
        }

        if (!WavTypes.Contains(content.MediaType, StringComparer.OrdinalIgnoreCase))
        {
            return content.Base64Data.ToString();
        }

        if (input is not null && input.MediaType != Pcm)
        {
            throw new ArgumentException(
                $"A WAV file becomes PCM, but this session takes '{input.MediaType}'. Give bytes of that format.",
                nameof(content)
            );
        }

        using var file = new MemoryStream(content.Data.ToArray());
        var recording = WaveFile.Read(file, content.Name ?? "the audio").At(RateHz);
        return Convert.ToBase64String(MemoryMarshal.AsBytes(recording.Samples.Span));
    }
}
