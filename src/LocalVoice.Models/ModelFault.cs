namespace LocalVoice.Models;

/// <summary>What is wrong with a model's file.</summary>
public enum ModelFault
{
    None,
    Missing,

    /// <summary>Another size than the manifest's: an interrupted copy, or another version.</summary>
    WrongSize,

    /// <summary>The right size and other content.</summary>
    WrongHash,
}
