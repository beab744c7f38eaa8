using System.Runtime.InteropServices;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Talk.Sound;
using LocalVoice.Engines;
using LocalVoice.Models;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Cli.Doctor;

/// <summary>Looks for the programs, libraries and devices that LocalVoice can use.</summary>
/// <param name="ffmpeg">The program that the settings name.</param>
/// <param name="localVoices">Whether some voice of this machine is configured.</param>
internal sealed class InstalledParts(string ffmpeg, bool localVoices)
{
    private const string Rebuild = "Run scripts/setup.sh, or publish the program anew: it is part of it.";

    public IReadOnlyList<InstalledPart> All() =>
        [
            Espeak(),
            Library("ONNX Runtime", "onnxruntime"),
            Library("whisper.cpp", "whisper"),
            Library("llama.cpp", "llama"),
            .. OperatingSystem.IsLinux() ? [OpenMp()] : Array.Empty<InstalledPart>(),
            new(
                "ffmpeg",
                Path.IsPathRooted(ffmpeg) ? Existing(ffmpeg) : ProgramOnPath.Find(ffmpeg),
                "for recordings other than WAV over HTTP, and for talk --mic where there is no arecord",
                "'apt install ffmpeg', or its path in LocalVoice:Http:Ffmpeg",
                Required: false
            ),
            Native("libsrtp2", SrtpLibraryFile.Open),
            Native("usrsctp", SctpLibraryFile.Open),
            First("player", SoundProgram.Players, "for talk --play", "'apt install alsa-utils' has aplay, 'apt install ffmpeg' ffplay"),
            First("recorder", SoundProgram.Recorders, "for talk --mic", "'apt install alsa-utils' has arecord"),
            new(
                "GPU",
                Machine.Current().Gpu,
                "for large models",
                "A GPU without its driver is not seen; the CPU serves the sets of models that name no GPU.",
                Required: false
            ),
        ];

    private InstalledPart Espeak()
    {
        const string Use = "for the phonemes of Piper's voices, and for talk --say";
        try
        {
            return new("espeak-ng", EspeakSynthesis.Version(), Use, "", localVoices);
        }
        catch (EngineException missing)
        {
            return new("espeak-ng", null, Use, missing.Message, localVoices);
        }
    }

    /// <summary>A library of the system's for WebRTC calls; the rest serves without.</summary>
    private static InstalledPart Native(string name, Func<nint> open)
    {
        const string Use = "for calls from browsers over WebRTC (POST /v1/realtime/calls)";
        try
        {
            open();
            return new(name, "installed", Use, "", Required: false);
        }
        catch (TransportException missing)
        {
            return new(name, null, Use, missing.Message, Required: false);
        }
    }

    private static InstalledPart OpenMp()
    {
        var found = NativeLibrary.TryLoad("libgomp.so.1", out _);
        return new("OpenMP", found ? "libgomp.so.1" : null, "by whisper.cpp and llama.cpp", "'apt install libgomp1'", Required: true);
    }

    /// <summary>Of one that is there for several processors, which the engine chooses from as it loads: all of them.</summary>
    private static string Where(string[] files)
    {
        var first = Path.GetRelativePath(AppContext.BaseDirectory, files[0]);
        var variants = files.Select(file => Path.GetFileName(Path.GetDirectoryName(file)));
        return files.Length == 1 ? first : $"{Path.GetDirectoryName(Path.GetDirectoryName(first))} ({string.Join(", ", variants)})";
    }

    /// <summary>One that is shipped with the program.</summary>
    private static InstalledPart Library(string name, string library)
    {
        var file =
            OperatingSystem.IsWindows() ? $"{library}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
            : $"lib{library}.so";
        string[] found = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, file, SearchOption.AllDirectories).Order()];
        return new(name, found.Length == 0 ? null : Where(found), "by the engines", Rebuild, Required: true);
    }

    private static InstalledPart First(string name, IReadOnlyList<string> programs, string use, string mend) =>
        new(name, programs.Select(ProgramOnPath.Find).FirstOrDefault(path => path is not null), use, mend, Required: false);

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
