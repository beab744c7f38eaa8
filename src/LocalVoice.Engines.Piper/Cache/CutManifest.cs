using System.Security.Cryptography;
using System.Text.Json;

namespace LocalVoice.Engines.Piper.Cache;

/// <summary>A cut that passed its self-test, and the files that hold it.</summary>
/// <param name="Folder">Name of the files' folder, beside the manifest.</param>
/// <param name="Files">SHA-256, in hexadecimal, by file name.</param>
/// <param name="Boundary">Tensors that the decoder reads, in order.</param>
/// <param name="Durations">The tensor of frames per phoneme id; null when the model has none.</param>
/// <param name="ContextFrames">The decoder's, with which chunks equal the whole.</param>
/// <param name="Flow">Null: the encoder computes all that the decoder reads.</param>
internal sealed record CutManifest(
    string Folder,
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyList<string> Boundary,
    string? Durations,
    int ContextFrames,
    CutFlow? Flow
)
{
    /// <summary>The SHA-256 of every file in a folder, by name.</summary>
    public static Dictionary<string, string> HashesOf(string folder) =>
        Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), HashOf);

    public static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Null when the text is no manifest.</summary>
    public static CutManifest? Parse(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<CutManifest>(json);
            return
                manifest
                    is {
                        Folder.Length: > 0,
                        Files.Count: > 0,
                        Boundary.Count: > 0,
                        ContextFrames: > 0,
                        Flow: null or { Inputs.Count: > 0, ContextFrames: > 0 },
                    }
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="flowContext">Ignored without a flow.</param>
    public CutManifest With(int decoderContext, int flowContext) =>
        this with
        {
            ContextFrames = decoderContext,
            Flow = Flow is null ? null : Flow with { ContextFrames = flowContext },
        };

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Whether all files are in the folder, byte for byte.</summary>
    public bool Matches(string folder) =>
        Files.All(file => Path.Combine(folder, file.Key) is var path && File.Exists(path) && HashOf(path) == file.Value);
}

/// <summary>A cut's flow.</summary>
/// <param name="Inputs">Tensors that it reads, in order.</param>
/// <param name="ContextFrames">With which ranges equal the whole.</param>
internal sealed record CutFlow(IReadOnlyList<string> Inputs, int ContextFrames);
