namespace LocalVoice.Models;

/// <summary>The result of checking a model's file.</summary>
/// <param name="Bytes">Its size on disk; 0 when missing.</param>
/// <param name="FoundHash">Its hash in the entry's algorithm; null where the file was not read.</param>
public sealed record ModelCheck(ModelEntry Model, string Path, ModelFault Fault, long Bytes, string? FoundHash)
{
    /// <summary>The fault and its repair command, as a message for the user.</summary>
    public string Message =>
        Fault switch
        {
            ModelFault.None => $"{Path} is as it should be.",
            ModelFault.Missing => $"Model '{Model.Id}' is missing: there is no file {Path}. Get it with: {Model.RepairCommand}",
            ModelFault.WrongSize => $"Model '{Model.Id}' is damaged: {Path} has {Bytes} bytes, expected {Model.Bytes} "
                + $"({(Bytes < Model.Bytes ? "cut short" : "too long")}). Repair it with: {Model.RepairCommand}",
            _ => $"Model '{Model.Id}' is damaged: {Path} has {Model.Hash.Algorithm} {FoundHash}, "
                + $"expected {Model.Hash.Value} ({Bytes} bytes, as expected). Repair it with: {Model.RepairCommand}",
        };
}
