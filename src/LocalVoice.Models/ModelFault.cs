namespace LocalVoice.Models;

/// <summary>The fault of a model's file.</summary>
public enum ModelFault
{
    None,
    Missing,

    /// <summary>The size differs from the manifest's: an interrupted copy, or another version.</summary>
    WrongSize,

    /// <summary>The size is right but the content differs.</summary>
    WrongHash,
}
