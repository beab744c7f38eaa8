using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>The file of a transcription: only WAV is simulated.</summary>
internal static class TranscriptionFile
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.1);

    private static readonly string[] Formats = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];

    public static async Task<byte[]> BytesAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var file = form.Files.GetFile("file") ?? throw new RefusedException(new Refusal.Missing("file"));
        var extension = Path.GetExtension(file.FileName).TrimStart('.');
        if (!Formats.Contains(extension))
        {
            var listed = string.Join(", ", Formats.Select(format => $"'{format}'"));
            throw new RefusedException(new Refusal.Other($"Invalid file format. Supported formats: [{listed}]"));
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    /// <exception cref="RefusedException">It cannot be decoded, or is too short.</exception>
    public static HeardAudio Decode(byte[] file)
    {
        var audio =
            WaveFile.Read(file)
            ?? throw new RefusedException(new Refusal.Other("The audio file could not be decoded or its format is not supported."));
        return audio.Duration >= Shortest
            ? audio
            : throw new RefusedException(
                new Refusal.Other("Audio file is too short. Minimum audio length is 0.1 seconds.", "file", "audio_too_short")
            );
    }
}
