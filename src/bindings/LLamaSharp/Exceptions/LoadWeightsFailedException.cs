namespace LLama.Exceptions;

/// <summary>A model file could not be loaded.</summary>
public class LoadWeightsFailedException(string modelPath) : RuntimeError($"Failed to load model '{modelPath}'")
{
    public string ModelPath { get; } = modelPath;
}
