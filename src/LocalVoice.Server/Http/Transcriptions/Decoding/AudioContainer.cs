using LocalVoice.Core.Audio;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>A kind of audio file, told by how it begins: names and types that clients give are not relied on.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Demuxer">What ffmpeg calls it.</param>
internal sealed record AudioContainer(string Name, string Demuxer)
{
    public static AudioContainer Wav { get; } = new("this kind of WAV", "wav");

    private static readonly AudioContainer Mp3 = new("MP3", "mp3");
    private static readonly AudioContainer Aac = new("AAC", "aac");
    private static readonly AudioContainer Ogg = new("Ogg", "ogg");
    private static readonly AudioContainer Flac = new("FLAC", "flac");
    private static readonly AudioContainer Matroska = new("WebM", "matroska");
    private static readonly AudioContainer Mp4 = new("MP4", "mov");

    /// <returns>Null for what is no audio file that is known.</returns>
    public static AudioContainer? Of(ReadOnlySpan<byte> file) =>
        file.Length >= 12 && WaveHeader.IsRiff(file) && file[8..].StartsWith("WAVE"u8) ? Wav
        : file.StartsWith("OggS"u8) ? Ogg
        : file.StartsWith("fLaC"u8) ? Flac
        : file.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? Matroska
        : file.Length >= 8 && file[4..].StartsWith("ftyp"u8) ? Mp4
        : file.StartsWith("ID3"u8) ? Mp3
        : OfSync(file);

    /// <summary>MPEG audio and ADTS have no beginning of their own but their frames', which begin alike.</summary>
    private static AudioContainer? OfSync(ReadOnlySpan<byte> file) =>
        file.Length < 2 || file[0] != 0xFF || (file[1] & 0xE0) != 0xE0 ? null
        : (file[1] & 0xF6) == 0xF0 ? Aac
        : (file[1] & 0x06) != 0 ? Mp3
        : null;
}
