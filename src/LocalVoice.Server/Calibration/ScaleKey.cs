using System.Security.Cryptography;
using System.Text;
using LocalVoice.Core.Turns.Endpointing.Calibration;

namespace LocalVoice.Server.Calibration;

/// <summary>All that a measurement of a language model depends on.</summary>
/// <param name="Model">What names the model's weights: other weights have another name.</param>
/// <param name="Instructions">The sessions' system message.</param>
/// <param name="Template">The operator's choice of the prompt's form; empty: the model's own.</param>
internal sealed record ScaleKey(string Model, string Template, string Instructions, string Language)
{
    /// <summary>64 hexadecimal digits.</summary>
    public string Hash =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{MessageEndCalibration.Revision}\0{Model}\0{Template}\0{Language}\0{Instructions}"))
        );

    /// <summary>What names a file's content without reading gigabytes of it: its path, size and time of change.</summary>
    /// <param name="pathOrId">A file, or a model of the manifest in brackets, which pins its content.</param>
    public static string NameOf(string pathOrId)
    {
        if (pathOrId.StartsWith('[') || !File.Exists(pathOrId))
        {
            return pathOrId;
        }

        var file = new FileInfo(File.ResolveLinkTarget(pathOrId, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(pathOrId));
        return $"{file.FullName}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}";
    }
}
