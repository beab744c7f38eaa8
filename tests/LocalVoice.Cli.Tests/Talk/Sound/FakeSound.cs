using System.Runtime.InteropServices;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Talk.Sound;

/// <summary>Programs in place of the system's recorder and player, first on PATH while it lives.</summary>
internal sealed class FakeSound : IDisposable
{
    private const string Path = "PATH";
    private readonly TemporaryFolder _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable(Path);

    /// <param name="alone">Whether no other program is on PATH.</param>
    public FakeSound(bool alone = false) => Environment.SetEnvironmentVariable(Path, alone ? _folder.Path : $"{_folder.Path}:{_path}");

    /// <summary>What the player was given; empty when it was not started.</summary>
    public byte[] Played => File.Exists(_folder.File("played")) ? File.ReadAllBytes(_folder.File("played")) : [];

    /// <summary>The arguments of the program's last start; empty when it was not started.</summary>
    public string Arguments(string name) => File.Exists(_folder.File($"{name}.args")) ? File.ReadAllText(_folder.File($"{name}.args")) : "";

    /// <summary>Adds a player that keeps what it gets on its standard input.</summary>
    public void AddPlayer(string name) => Add(name, $"cat > '{_folder.File("played")}'");

    /// <summary>Adds a player that keeps the file that it is to play.</summary>
    public void AddFilePlayer(string name) => Add(name, $"cp \"$1\" '{_folder.File("played")}'");

    /// <summary>Adds a recorder that captures what is given and ends.</summary>
    public void AddRecorder(string name, Recording captured)
    {
        File.WriteAllBytes(_folder.File("captured"), MemoryMarshal.AsBytes(captured.Samples.Span).ToArray());
        Add(name, $"cat '{_folder.File("captured")}'");
    }

    /// <summary>Adds a program that fails.</summary>
    public void AddFailing(string name, string complaint) => Add(name, $"echo '{complaint}' >&2; exit 1");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Path, _path);
        _folder.Dispose();
    }

    private void Add(string name, string script)
    {
        var file = _folder.File(name);
        File.WriteAllText(file, $"#!/bin/sh\nPATH='{_path}'\necho \"$@\" > '{_folder.File($"{name}.args")}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
