using System.Diagnostics;
using System.Globalization;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>A program of the system that plays or records sound.</summary>
/// <param name="Name">As users know it.</param>
/// <param name="Path">Its file.</param>
internal sealed record SoundProgram(string Name, string Path)
{
    public const string Afplay = "afplay";
    private const string Aplay = "aplay";
    private const string Ffplay = "ffplay";
    private const string Arecord = "arecord";
    private const string Ffmpeg = "ffmpeg";

    /// <summary>Players, the preferred one first.</summary>
    public static IReadOnlyList<string> Players { get; } = [Aplay, Ffplay, Afplay];

    /// <summary>Recorders, the preferred one first.</summary>
    public static IReadOnlyList<string> Recorders { get; } = [Arecord, Ffmpeg];

    /// <exception cref="CliException">There is none.</exception>
    public static SoundProgram Player() =>
        Find(Players, "play", "Install one: 'apt install alsa-utils' has aplay, 'apt install ffmpeg' ffplay.");

    /// <exception cref="CliException">There is none.</exception>
    public static SoundProgram Recorder() =>
        Find(Recorders, "record", "Install one: 'apt install alsa-utils' has arecord, 'apt install ffmpeg' ffmpeg.");

    /// <summary>Whether the player's standard input begins with a WAV header; else it is bare samples.</summary>
    public bool TakesHeader => Name == Ffplay;

    /// <summary>Plays 16-bit mono from its standard input, to its end.</summary>
    public ProcessStartInfo Playing(int rateHz) =>
        Name == Aplay
            ? Start(["-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", Text(rateHz), "-"])
            : Start([.. (string[])["-nodisp", "-autoexit", "-loglevel", "error"], .. (string[])["-fflags", "nobuffer", "-i", "pipe:0"]]);

    /// <summary>Plays a file.</summary>
    public ProcessStartInfo Playing(string file) => Start([file]);

    /// <summary>Records 16-bit mono to its standard output until it is ended.</summary>
    /// <param name="device">As the program names its devices; null: the system's choice.</param>
    public ProcessStartInfo Recording(int rateHz, string? device)
    {
        if (Name == Arecord)
        {
            string[] from = device is null ? [] : ["-D", device];
            return Start(["-q", .. from, "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", Text(rateHz), "-"]);
        }

        string[] input = OperatingSystem.IsMacOS()
            ? ["-f", "avfoundation", "-i", device ?? ":default"]
            : ["-f", "pulse", "-i", device ?? "default"];
        return Start([
            .. (string[])["-hide_banner", "-nostdin", "-loglevel", "error"],
            .. input,
            .. (string[])["-ac", "1", "-ar", Text(rateHz), "-f", "s16le", "pipe:1"],
        ]);
    }

    private static SoundProgram Find(IReadOnlyList<string> names, string what, string remedy)
    {
        foreach (var name in names)
        {
            if (ProgramOnPath.Find(name) is { } path)
            {
                return new(name, path);
            }
        }

        throw new CliException($"No program to {what} sound is on PATH: none of {string.Join(", ", names)}.", remedy, ExitCode.Unavailable);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private ProcessStartInfo Start(string[] arguments) =>
        new(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
